package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.benchmarks.scenario.Disturbances.Disturbance;

/**
 * Counts what members say about their health. It is a false alarm if an instance says
 * that its consumers are not well though nothing was done to it for a while. Safe for use
 * by several threads.
 */
final class HealthTally {

	private final Disturbances disturbances;

	private final Map<String, Integer> notUp = new HashMap<>();

	private final List<String> lines = new ArrayList<>();

	private int answers;

	private int unanswered;

	private int falseAlarms;

	HealthTally(Disturbances disturbances) {
		this.disturbances = disturbances;
	}

	synchronized void addSilence() {
		this.unanswered++;
	}

	synchronized void add(String instance, Instant at, List<HealthAnswer> health) {
		this.answers++;
		health.stream().filter((answer) -> !answer.up()).forEach((answer) -> add(instance, at, answer));
	}

	private void add(String instance, Instant at, HealthAnswer answer) {
		Optional<Disturbance> last = this.disturbances.last(instance, at);
		boolean falseAlarm = answer.indicator().equals("kafkaConsumers")
				&& last.filter((done) -> done.shows(at)).isEmpty();
		this.falseAlarms += (falseAlarm) ? 1 : 0;
		this.notUp.merge(answer.indicator(), 1, Integer::sum);
		this.lines.add("%s %s %s %s%s, %s: %s".formatted(at, instance, answer.indicator(), answer.status(),
				(falseAlarm) ? " (FALSE ALARM)" : "", last.map((done) -> describe(done, at)).orElse("nothing was done"),
				answer.details()));
	}

	private static String describe(Disturbance done, Instant at) {
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
	 * @return a line each
	 */
	synchronized List<String> lines() {
		return List.copyOf(this.lines);
	}

}
