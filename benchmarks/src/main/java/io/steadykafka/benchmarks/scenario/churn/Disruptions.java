package io.steadykafka.benchmarks.scenario.churn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.steadykafka.benchmarks.brokerlog.Outage;

/**
 * The disruptions of members and their times. Safe for use by several threads.
 */
final class Disruptions {

	/** How long something that was done may still show in that member's own health. */
	static final Duration AFTERMATH = Duration.ofSeconds(30);

	private final List<Disruption> all = new ArrayList<>();

	/**
	 * Add a disruption.
	 */
	synchronized void add(Disruption done) {
		this.all.add(done);
	}

	/**
	 * The last disruption of an instance.
	 */
	synchronized Optional<Disruption> last(String instance, Instant at) {
		return this.all.stream()
			.filter((done) -> done.instance.equals(instance) && !done.from.isAfter(at))
			.reduce((first, second) -> second);
	}

	synchronized List<Outage> outages() {
		return this.all.stream()
			.filter(Disruption::silent)
			.map((done) -> new Outage(done.life, done.from, done.to))
			.toList();
	}

	/**
	 * A disruption.
	 *
	 * @param instance to which instance
	 * @param life to which life of it
	 * @param what in words
	 * @param from since when
	 * @param to until when
	 * @param silent whether the member could say nothing in that time
	 */
	record Disruption(String instance, String life, String what, Instant from, Instant to, boolean silent) {

		boolean shows(Instant at) {
			return at.isBefore(this.to.plus(AFTERMATH));
		}

	}

}
