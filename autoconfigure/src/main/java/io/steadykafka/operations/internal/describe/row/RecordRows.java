package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.RecordField;
import io.steadykafka.operations.internal.describe.view.GroupReport.Counts;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;

/**
 * Describes the records that listeners of a group fail on.
 */
final class RecordRows {

	private static final int MOST_LINES = 10;

	private final ListenerViews views;

	RecordRows(ListenerViews views) {
		this.views = views;
	}

	List<Document> of(GroupView group) {
		Stream<Document> here = group.listeners()
			.stream()
			.flatMap((listener) -> this.views.failing().apply(listener).orElse(List.of()).stream())
			.sorted(Comparator.comparing(FailedRecord::listener)
				.thenComparing((record) -> record.partition().topic())
				.thenComparingInt((record) -> record.partition().partition()))
			.map((record) -> of(GroupView.HERE, record, this.views.stackTraces().apply(record)));
		Stream<Document> elsewhere = group.reporting()
			.stream()
			.flatMap((instance) -> instance.failing().stream().map((record) -> of(instance.name(), record, List.of())));
		return Stream.concat(here, elsewhere).toList();
	}

	private static Document of(String instance, FailedRecord record, List<String> trace) {
		FailedRecord.Failure failure = record.failure();
		return new Document().put(RecordField.INSTANCE, instance)
			.name(RecordField.LISTENER, record.listener())
			.put(RecordField.TOPIC, record.partition().topic())
			.put(RecordField.PARTITION, record.partition().partition())
			.put(RecordField.OFFSET, record.offset())
			.put(RecordField.TIMESTAMP, record.timestamp(), "it has none, or it is not known")
			.put(RecordField.KEY, record.key())
			.put(RecordField.STATE, failure.state())
			.put(RecordField.SINCE, failure.since())
			.put(RecordField.ATTEMPTS, failure.attempts())
			.put(RecordField.FIRST_FAILURE, failure.firstFailure())
			.put(RecordField.LAST_FAILURE, failure.lastFailure())
			.put(RecordField.NEXT_ATTEMPT, failure.nextAttempt())
			.put(RecordField.EXCEPTION, failure.exception())
			.put(RecordField.STACK_TRACE, (trace.isEmpty()) ? null : trace.stream().limit(MOST_LINES).toList(),
					"not kept: the log of the instance has it")
			.put(RecordField.NOT_DEAD_LETTERED, failure.notDeadLettered());
	}

	/**
	 * Puts how many records of a group fail, of those that match.
	 * @param reported their number in a report
	 * @param silence which instance is silent; empty if none is
	 */
	void count(GroupView group, Document document, Field field, Predicate<FailedRecord> which,
			Function<Counts, OptionalLong> reported, String silence) {
		if (group.listeners().isEmpty()) {
			document.unknown(field, (group.share().isEmpty()) ? "no listener of this instance is in the group"
					: "Steady Kafka does not follow the records of a share group");
			return;
		}
		List<String> unhandled = new ArrayList<>();
		long count = 0;
		for (ListenerContainer listener : group.listeners()) {
			Optional<List<FailedRecord>> failing = this.views.failing().apply(listener);
			if (failing.isEmpty()) {
				unhandled.add(listener.id());
			}
			count += failing.stream().flatMap(List::stream).filter(which).count();
		}
		for (InstanceView other : group.reporting()) {
			count += reported.apply(other.report().counts())
				.orElseGet(() -> other.failing().stream().filter(which).count());
		}
		if (!unhandled.isEmpty()) {
			document.unknown(field, "Steady Kafka does not handle the failures of " + unhandled
					+ ": it is switched off, or they have an error handler of the application's");
			return;
		}
		document.put(field, (silence.isEmpty()) ? count : null, silence);
	}

}
