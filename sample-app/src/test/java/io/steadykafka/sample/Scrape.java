package io.steadykafka.sample;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an instance exports, in Prometheus' text format.
 */
final class Scrape {

	private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{(.*)} (\\S+)");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

	private final List<Sample> samples;

	Scrape(String text) {
		this.samples = text.lines().map(SAMPLE::matcher).filter(Matcher::matches).map(Sample::of).toList();
	}

	double sum(String name, Map<String, String> labels) {
		return find(name, labels).mapToDouble(Sample::value).sum();
	}

	List<String> partitions(String name, Map<String, String> labels) {
		return find(name, labels).map((sample) -> sample.labels().getOrDefault("partition", "")).toList();
	}

	private Stream<Sample> find(String name, Map<String, String> labels) {
		return this.samples.stream()
			.filter((sample) -> sample.name().equals(name))
			.filter((sample) -> sample.labels().entrySet().containsAll(labels.entrySet()));
	}

	record Sample(String name, Map<String, String> labels, double value) {

		static Sample of(Matcher matcher) {
			Map<String, String> labels = LABEL.matcher(matcher.group(2))
				.results()
				.collect(Collectors.toMap((label) -> label.group(1), (label) -> label.group(2)));
			return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
		}

	}

}
