package io.steadykafka.benchmarks.scenario.lag;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steadykafka.benchmarks.scenario.support.ScrapedMeter;
import io.steadykafka.benchmarks.sidebyside.ExportedLag;
import io.steadykafka.benchmarks.sidebyside.GroupPartition;
import org.apache.kafka.common.TopicPartition;

/**
 * The lag that an application exports, scraped over HTTP.
 */
final class ScrapedLag {

	private static final Pattern SERIES = Pattern
		.compile("(steady_kafka_\\w+)\\{group=\"([^\"]*)\",partition=\"(\\d+)\",topic=\"([^\"]*)\"\\} (\\S+)");

	private static final String SAMPLES = "steady_kafka_lag_sample_time_seconds_count";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI address;

	private final List<String> groups;

	ScrapedLag(URI address, List<String> groups) {
		this.address = address;
		this.groups = groups;
	}

	/**
	 * Scrape a sample that was begun after this was called, and all of it: no other
	 * sample ended in between.
	 * @return what is exported of each partition; empty if there was no good sample
	 */
	Optional<Map<GroupPartition, ExportedLag>> next() {
		long start = System.nanoTime();
		// The next one that ends may have begun before.
		double wanted = samples(get("/prometheus")) + 2;
		while (System.nanoTime() - start < LIMIT.toNanos()) {
			double before = samples(get("/prometheus"));
			if (before >= wanted) {
				String body = get("/prometheus");
				if (samples(get("/prometheus")) == before && isYounger(body, System.nanoTime() - start)) {
					return Optional.of(parse(body));
				}
			}
			LockSupport.parkNanos(this, PAUSE_NANOS);
		}
		return Optional.empty();
	}

	private static double samples(String body) {
		return ScrapedMeter.sum(SAMPLES, body);
	}

	private boolean isYounger(String body, long nanos) {
		double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
		return this.groups.stream().allMatch((group) -> {
			String name = "steady_kafka_lag_sample_age_seconds{group=\"" + group + "\"} ";
			return body.lines()
				.filter((line) -> line.startsWith(name))
				.anyMatch((line) -> Double.parseDouble(line.substring(name.length())) < seconds);
		});
	}

	static Map<GroupPartition, ExportedLag> parse(String body) {
		Map<GroupPartition, Map<String, Double>> meters = new HashMap<>();
		Matcher matcher = SERIES.matcher(body);
		while (matcher.find()) {
			GroupPartition partition = new GroupPartition(matcher.group(2),
					new TopicPartition(matcher.group(4), Integer.parseInt(matcher.group(3))));
			meters.computeIfAbsent(partition, (key) -> new HashMap<>())
				.put(matcher.group(1), Double.valueOf(matcher.group(5)));
		}
		Map<GroupPartition, ExportedLag> exported = new HashMap<>();
		meters.forEach((partition, values) -> exported.put(partition, ExportedLag.of(values)));
		return exported;
	}

	/**
	 * Ask the application for something.
	 */
	String get(String path) {
		try {
			return this.http
				.send(HttpRequest.newBuilder(this.address.resolve(path)).timeout(TIMEOUT).build(),
						BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
