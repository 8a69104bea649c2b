package io.steadykafka.integration;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;
import org.springframework.kafka.support.micrometer.KafkaRecordSenderContext;

/**
 * Records the events of an application, in order and by kind.
 */
final class EventJournal implements ObservationHandler<Observation.Context> {

	private final List<Event> events = new CopyOnWriteArrayList<>();

	private final AtomicInteger started = new AtomicInteger();

	void add(String kind, Object what) {
		this.events.add(new Event(kind, String.valueOf(what)));
	}

	/**
	 * The events of the consumer's thread: what the producer's does comes at any time.
	 * @return the events, in order
	 */
	List<Event> inOrder() {
		return this.events.stream().filter((event) -> !event.kind().equals("sent")).toList();
	}

	List<Event> sorted(String... kinds) {
		return this.events.stream()
			.filter((event) -> kinds.length == 0 || List.of(kinds).contains(event.kind()))
			.sorted(Comparator.comparing(Event::toString))
			.toList();
	}

	long count(String kind) {
		return this.events.stream().filter((event) -> event.kind().equals(kind)).count();
	}

	int spansStarted() {
		return this.started.get();
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof KafkaRecordReceiverContext || context instanceof KafkaRecordSenderContext;
	}

	@Override
	public void onStart(Observation.Context context) {
		this.started.incrementAndGet();
	}

	@Override
	public void onStop(Observation.Context context) {
		String error = (context.getError() != null) ? " " + context.getError().getClass().getSimpleName() : "";
		if (context instanceof KafkaRecordReceiverContext receiver) {
			add("span", receiver.getRecord().value() + error);
		}
		else if (context instanceof KafkaRecordSenderContext sender) {
			add("sent", Objects.requireNonNull(sender.getRecord()).value() + error);
		}
	}

	public record Event(String kind, String what) {

		@Override
		public String toString() {
			return this.kind + " " + this.what;
		}

	}

}
