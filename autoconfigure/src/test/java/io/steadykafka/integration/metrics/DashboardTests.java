package io.steadykafka.integration.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that alert rules, dashboard and runbook use meters that a running application
 * exports, and that each alert is complete.
 */
class DashboardTests {

	private static final Pattern SELECTOR = Pattern.compile("(steady_kafka_\\w+)\\{([^}]*)}");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=|!=|=~|!~)\"([^\"]*)\"");

	private static final Pattern NAME = Pattern.compile("steady_kafka_\\w+");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

	private static final Pattern GROUPING = Pattern
		.compile("\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\(([^()]*)\\)");

	private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

	private static final Pattern MADE_BY_EXPRESSION = Pattern.compile("label_\\w+\\([^\"]*\"(\\w+)\"");

	private static final Set<String> ADDED_BY_PROMETHEUS = Set.of("namespace", "job", "instance", "pod");

	private final Broker broker = Broker.shared();

	@Test
	void allThatTheyNameIsExported() {
		this.broker.createTopic("dashboard", 1);
		this.broker.send("dashboard", 1, 3);
		Offsets.commit(this.broker.servers(), "dashboard-others", new TopicPartition("dashboard", 0), 1);
		try (RunningApp app = RunningApp.start(WorkApplication.class, this.broker.servers(), "topic=dashboard",
				"group=dashboard", "spring.kafka.listener.auto-startup=false",
				"steady.kafka.lag.groups[0].id=dashboard-others",
				"spring.kafka.consumer.properties.max.poll.interval.ms=500")) {
			AtomicInteger calls = new AtomicInteger();
			app.bean(Worker.class).does((record, consumer) -> {
				if (calls.getAndIncrement() == 0) {
					// There is a meter of records that took too long only once one did.
					LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
				}
			});
			app.start("orders");
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(missing(app.scrape().keySet())).isEmpty());
			assertThat(unknownLabels(app.scrape().keySet())).isEmpty();
		}
	}

	/**
	 * Labels that are grouped by, joined on or shown, and that no series of the
	 * expression has.
	 * @return the expressions with the labels
	 */
	private static List<String> unknownLabels(Set<String> exported) {
		List<String> unknown = new ArrayList<>();
		ShippedFiles.expressionsWithLegends().forEach((expression) -> {
			Set<String> known = new HashSet<>(ADDED_BY_PROMETHEUS);
			MADE_BY_EXPRESSION.matcher(expression).results().forEach((label) -> known.add(label.group(1)));
			NAME.matcher(expression).results().forEach((name) -> known.addAll(labels(name.group(), exported)));
			Stream.concat(
					GROUPING.matcher(expression).results().flatMap((labels) -> Stream.of(labels.group(1).split(","))),
					SHOWN.matcher(expression).results().map((label) -> label.group(1)))
				.map(String::strip)
				.filter((label) -> !label.isEmpty() && !known.contains(label))
				.forEach((label) -> unknown.add(label + " of " + expression));
		});
		return unknown;
	}

	private static Set<String> labels(String name, Set<String> exported) {
		return exported.stream()
			.filter((series) -> series.startsWith(name + "{"))
			.flatMap((series) -> LABEL.matcher(series).results())
			.map((label) -> label.group(1))
			.collect(Collectors.toSet());
	}

	/**
	 * What is named and not exported.
	 * @return names of meters, and selectors that no series can match
	 */
	private static List<String> missing(Set<String> exported) {
		Set<String> names = exported.stream()
			.map((series) -> series.replaceFirst("\\{.*", ""))
			.collect(Collectors.toSet());
		List<String> missing = new ArrayList<>();
		for (Path file : List.of(ShippedFiles.RULES, ShippedFiles.RULE_TESTS, ShippedFiles.DASHBOARD,
				ShippedFiles.RUNBOOK)) {
			ShippedFiles.meters(file).stream().filter((name) -> !names.contains(name)).forEach(missing::add);
		}
		ShippedFiles.expressions()
			.stream()
			.flatMap((expression) -> SELECTOR.matcher(expression).results())
			.forEach((selector) -> MATCHER.matcher(selector.group(2))
				.results()
				.filter((matcher) -> !canMatch(selector.group(1), matcher, exported))
				.forEach((matcher) -> missing.add(selector.group(1) + "{" + matcher.group() + "}")));
		return missing;
	}

	private static boolean canMatch(String name, MatchResult matcher, Set<String> exported) {
		List<String> ofName = exported.stream().filter((series) -> series.startsWith(name + "{")).toList();
		String value = matcher.group(2);
		return List.of(value.split("\\|"))
			.stream()
			.map((each) -> matcher.group(1) + "=\"" + ((value.isEmpty() || value.startsWith("$")) ? "" : each + "\""))
			.allMatch((label) -> ofName.stream().anyMatch((series) -> series.contains(label)));
	}

	@Test
	void eachAlertSaysHowBadItIsAndWhatToDo() {
		Set<String> anchors = ShippedFiles.anchors(ShippedFiles.RUNBOOK);
		List<Map<String, Object>> alerts = ShippedFiles.yaml(ShippedFiles.RULES).read("$.groups[*].rules[*]");
		assertThat(alerts).hasSizeGreaterThan(10).allSatisfy((alert) -> {
			assertThat(alert.get("labels")).extracting("severity").isIn("info", "warning", "critical");
			assertThat(alert.get("annotations")).extracting("summary", "description")
				.allSatisfy((text) -> assertThat(text).asString().isNotBlank());
			Matcher link = Pattern.compile("docs/runbook\\.md#(.+)").matcher(runbook(alert));
			assertThat(link.matches()).as(runbook(alert)).isTrue();
			assertThat(anchors).contains(link.group(1));
		});
	}

	private static String runbook(Map<String, Object> alert) {
		return String.valueOf(((Map<?, ?>) alert.get("annotations")).get("runbook_url"));
	}

	@Test
	void eachAlertHasATestThatItFiresAndOneThatItIsQuiet() {
		List<String> alerts = ShippedFiles.yaml(ShippedFiles.RULES).read("$.groups[*].rules[*].alert");
		DocumentContext tests = ShippedFiles.yaml(ShippedFiles.RULE_TESTS);
		List<String> fire = tests.read("$..alert_rule_test[?(@.exp_alerts.length() > 0)].alertname");
		List<String> quiet = tests.read("$..alert_rule_test[?(@.exp_alerts.length() == 0)].alertname");
		assertThat(alerts).doesNotHaveDuplicates().isNotEmpty();
		assertThat(fire).containsAll(alerts);
		assertThat(quiet).containsAll(alerts);
	}

	@Test
	void eachLinkOfTheRunbookLeadsToASection() {
		List<String> links = Pattern.compile("\\]\\(#([^)]+)\\)")
			.matcher(ShippedFiles.text(ShippedFiles.RUNBOOK))
			.results()
			.map((link) -> link.group(1))
			.toList();
		assertThat(links).isNotEmpty();
		assertThat(ShippedFiles.anchors(ShippedFiles.RUNBOOK)).containsAll(links);
	}

	@Test
	void eachPanelSaysWhatItShows() {
		List<Map<String, Object>> panels = ShippedFiles.json(ShippedFiles.DASHBOARD)
			.read("$.panels[?(@.type != 'row')]");
		assertThat(panels).isNotEmpty().allSatisfy((panel) -> {
			assertThat(panel).extracting("title", "description")
				.allSatisfy((text) -> assertThat(text).asString().isNotBlank());
			assertThat(panel).extracting("fieldConfig.defaults.unit").asString().isNotBlank();
			assertThat(panel).extracting("datasource.uid").isEqualTo("${datasource}");
		});
		assertThat(panels).extracting((panel) -> panel.get("title")).doesNotHaveDuplicates();
	}

}
