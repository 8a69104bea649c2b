package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.commit.HandOvers;
import io.steadykafka.commit.ListenerWork;
import io.steadykafka.listener.ListenerContainer;

/**
 * Meters of what listeners do, and of their commits. All have the tags {@code group} and
 * {@code listener}; they are absent for a listener whose hand-overs are left as they are.
 * <ul>
 * <li>{@code steady.kafka.records.processed}, counter, records: finished without an
 * exception.</li>
 * <li>{@code steady.kafka.records.failed}, counter, records: attempts that ended with an
 * exception. The rate of success is processed ÷ (processed + failed).</li>
 * <li>{@code steady.kafka.records.redelivered}, counter, records: processed although this
 * instance had processed them before.</li>
 * <li>{@code steady.kafka.records.passed.over}, counter, records: not acknowledged, but
 * committed with later ones.</li>
 * <li>{@code steady.kafka.records.slow}, counter, records: took longer than
 * {@code steady.kafka.commit.slow-record}.</li>
 * <li>{@code steady.kafka.records.in.flight}, gauge, records, and
 * {@code steady.kafka.in.flight.age}, gauge, seconds: not acknowledged yet, and for how
 * long the oldest of them.</li>
 * <li>{@code steady.kafka.handler.time}, timer: the time that the listener spent on
 * records; its count is that of records processed or failed.</li>
 * <li>{@code steady.kafka.commits}, counter, tag {@code result}: {@code success},
 * {@code lost}, the exception's simple name, or {@code other}. See
 * {@link ListenerWork#commits()}.</li>
 * <li>{@code steady.kafka.poll.budget.used}, gauge, ratio: how much of
 * {@code max.poll.interval.ms} the portion in hand has used, else the last one.</li>
 * <li>{@code steady.kafka.poll.budget.exceeded}, counter, records: took longer than
 * {@code max.poll.interval.ms}.</li>
 * </ul>
 */
public final class WorkMetrics extends ListenerMeters {

	private static final List<String> RESULTS = List.of("success", "lost", "RebalanceInProgressException",
			"CommitFailedException", "TimeoutException", "RetriableCommitFailedException", "WakeupException");

	private final HandOvers handOvers;

	/**
	 * Create the meters' binder.
	 * @param handOvers what knows of the work
	 */
	public WorkMetrics(HandOvers handOvers) {
		this.handOvers = handOvers;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		Optional<ListenerWork> work = this.handOvers.work(listener);
		return (work.isPresent())
				? new Registration(work.get(), Tags.of(GROUP, listener.group(), LISTENER, listener.id()), registry)
					.register()
				: List.of();
	}

	private static double count(ListenerWork work, String result) {
		return work.commits().getOrDefault(result, 0L);
	}

	private static double countOthers(ListenerWork work) {
		return work.commits()
			.entrySet()
			.stream()
			.filter((entry) -> !RESULTS.contains(entry.getKey()))
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	private record Registration(ListenerWork work, Tags tags, MeterRegistry registry) {

		List<Meter> register() {
			List<Meter> meters = new ArrayList<>();
			meters.add(records("processed", "Records that the listener finished without an exception",
					ListenerWork::processed));
			meters.add(records("failed", "Attempts that ended with an exception", ListenerWork::failed));
			meters.add(records("redelivered", "Records processed that this instance had processed before",
					ListenerWork::redelivered));
			meters.add(records("passed.over", "Records not acknowledged, but committed with later ones",
					ListenerWork::passedOver));
			meters.add(records("slow", "Records that took longer than steady.kafka.commit.slow-record",
					ListenerWork::slow));
			meters.add(Gauge.builder("steady.kafka.records.in.flight", this.work, ListenerWork::inFlight)
				.description("Records handed over and not acknowledged yet")
				.tags(this.tags)
				.register(this.registry));
			meters.add(gauge("in.flight.age", "How long the oldest record in flight waits for its acknowledgement",
					"seconds", (each) -> each.oldestInFlight().toNanos() / 1e9));
			meters.add(gauge("poll.budget.used", "Share of max.poll.interval.ms that the portion in hand has used",
					"ratio", ListenerWork::pollBudgetUsed));
			meters.add(counter("poll.budget.exceeded", "Records that took longer than max.poll.interval.ms",
					ListenerWork::overlongCount)
				.register(this.registry));
			meters.add(FunctionTimer
				.builder("steady.kafka.handler.time", this.work, (each) -> each.processed() + each.failed(),
						(each) -> each.handlerTime().toNanos(), TimeUnit.NANOSECONDS)
				.description("Time that the listener spent on records")
				.tags(this.tags)
				.register(this.registry));
			RESULTS.forEach((result) -> meters.add(commits(result, (each) -> count(each, result))));
			meters.add(commits("other", WorkMetrics::countOthers));
			return meters;
		}

		private Meter commits(String result, ToDoubleFunction<ListenerWork> value) {
			return counter("commits", "Commits of offsets by their result", value).tag("result", result)
				.register(this.registry);
		}

		private Meter records(String name, String description, ToDoubleFunction<ListenerWork> value) {
			return counter("records." + name, description, value).register(this.registry);
		}

		private FunctionCounter.Builder<ListenerWork> counter(String name, String description,
				ToDoubleFunction<ListenerWork> value) {
			return FunctionCounter.builder("steady.kafka." + name, this.work, value)
				.description(description)
				.tags(this.tags);
		}

		private Meter gauge(String name, String description, String unit, ToDoubleFunction<ListenerWork> value) {
			return Gauge.builder("steady.kafka." + name, this.work, value)
				.description(description)
				.baseUnit(unit)
				.tags(this.tags)
				.register(this.registry);
		}

	}

}
