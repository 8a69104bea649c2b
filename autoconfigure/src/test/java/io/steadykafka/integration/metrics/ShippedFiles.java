package io.steadykafka.integration.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads alert rules, dashboard and documentation of the repository.
 */
public final class ShippedFiles {

	static final Path RULES = Path.of("../dashboards/steady-kafka-alerts.yml");

	static final Path RULE_TESTS = Path.of("../dashboards/steady-kafka-alerts-test.yml");

	static final Path DASHBOARD = Path.of("../dashboards/steady-kafka-dashboard.json");

	static final Path RUNBOOK = Path.of("../docs/runbook.md");

	private static final Pattern NAME = Pattern.compile("steady_kafka_\\w+");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

	private ShippedFiles() {
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static DocumentContext yaml(Path file) {
		Object document = new Yaml().load(text(file));
		return JsonPath.parse(document);
	}

	static DocumentContext json(Path file) {
		return JsonPath.parse(text(file));
	}

	static Set<String> meters(Path file) {
		return NAME.matcher(text(file))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The expressions of alerts and panels.
	 * @return each of them
	 */
	static List<String> expressions() {
		List<String> all = yaml(RULES).read("$..expr");
		all.addAll(json(DASHBOARD).read("$..expr"));
		return all;
	}

	/**
	 * The expressions of alerts and panels, each with the text that is shown with it.
	 * @return each of them
	 */
	static List<String> expressionsWithLegends() {
		List<Map<String, Object>> rules = yaml(RULES).read("$.groups[*].rules[*]");
		List<Map<String, Object>> targets = json(DASHBOARD).read("$..targets[*]");
		return Stream
			.concat(rules.stream().map((rule) -> rule.get("expr") + " " + rule.get("annotations")),
					targets.stream().map((target) -> target.get("expr") + " " + target.get("legendFormat")))
			.toList();
	}

	public static String prose(Path file) {
		return FENCED.matcher(text(file)).replaceAll("");
	}

	/**
	 * The anchors that a Markdown file has on the web.
	 * @return what comes after the {@code #}
	 */
	public static Set<String> anchors(Path file) {
		return HEADING.matcher(prose(file))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

}
