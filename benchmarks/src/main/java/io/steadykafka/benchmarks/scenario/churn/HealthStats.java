package io.steadykafka.benchmarks.scenario.churn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.benchmarks.scenario.churn.Disruptions.Disruption;

/**
 * Counts the health statuses of members. A status is a false alarm if an instance reports
 * unhealthy consumers although it was not disrupted recently. Safe for use by several
 * threads.
 */
final class HealthStats {

	private final Disruptions disruptions;

	private final Map<String, Integer> notUp = new HashMap<>();

	private final List<String> lines = new ArrayList<>();

	private int answers;

	private int unanswered;

	private int falseAlarms;

	HealthStats(Disruptions disruptions) {
		this.disruptions = disruptions;
	}

	synchronized void addSilence() {
		this.unanswered++;
	}

	synchronized void add(String instance, Instant at, List<IndicatorStatus> health) {
		this.answers++;
		health.stream().filter((answer) -> !answer.up()).forEach((answer) -> add(instance, at, answer));
	}

	private void add(String instance, Instant at, IndicatorStatus answer) {
		Optional<Disruption> last = this.disruptions.last(instance, at);
		boolean falseAlarm = answer.indicator().equals("kafkaConsumers")
				&& last.filter((done) -> done.shows(at)).isEmpty();
		this.falseAlarms += (falseAlarm) ? 1 : 0;
		this.notUp.merge(answer.indicator(), 1, Integer::sum);
		this.lines.add("%s %s %s %s%s, %s: %s".formatted(at, instance, answer.indicator(), answer.status(),
				(falseAlarm) ? " (FALSE ALARM)" : "", last.map((done) -> describe(done, at)).orElse("nothing was done"),
				answer.details()));
	}

	private static String describe(Disruption done, Instant at) {
		return "last " + done.what() + " " + Duration.between(done.from(), at).toSeconds() + " s ago";
	}

	synchronized int answers() {
		return this.answers;
	}

	synchronized int unanswered() {
		return this.unanswered;
	}

	synchronized int falseAlarms() {
		return this.falseAlarms;
	}

	synchronized int notUp(String indicator) {
		return this.notUp.getOrDefault(indicator, 0);
	}

	/**
	 * Every answer that was not UP, with what was done to that instance last.
	 */
	synchronized List<String> lines() {
		return List.copyOf(this.lines);
	}

}
