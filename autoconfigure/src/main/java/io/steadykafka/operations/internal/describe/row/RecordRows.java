package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.RecordField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;

/**
 * Describes the records that listeners of a group fail on in this instance.
 */
final class RecordRows {

	private static final int MOST_LINES = 10;

	private static final String HERE = "this instance";

	private final ListenerViews views;

	private final Function<String, List<InstanceView>> others;

	RecordRows(ListenerViews views, Function<String, List<InstanceView>> others) {
		this.views = views;
		this.others = others;
	}

	List<Document> of(GroupView group) {
		Stream<Document> here = group.listeners()
			.stream()
			.flatMap((listener) -> this.views.failing().apply(listener).orElse(List.of()).stream())
			.sorted(Comparator.comparing(FailedRecord::listener)
				.thenComparing((record) -> record.partition().topic())
				.thenComparingInt((record) -> record.partition().partition()))
			.map((record) -> of(HERE, record, this.views.stackTraces().apply(record)));
		Stream<Document> elsewhere = this.others.apply(group.name())
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
	 */
	void count(GroupView group, Document document, Field field, Predicate<FailedRecord> which) {
		if (group.listeners().isEmpty()) {
			document.unknown(field, (group.share().isEmpty()) ? "no listener of this instance is in the group"
					: "Steady Kafka does not follow the records of a share group");
			return;
		}
		List<String> others = new ArrayList<>();
		long count = 0;
		for (ListenerContainer listener : group.listeners()) {
			Optional<List<FailedRecord>> failing = this.views.failing().apply(listener);
			if (failing.isEmpty()) {
				others.add(listener.id());
			}
			count += failing.stream().flatMap(List::stream).filter(which).count();
		}
		count += this.others.apply(group.name())
			.stream()
			.flatMap((instance) -> instance.failing().stream())
			.filter(which)
			.count();
		if (others.isEmpty()) {
			document.put(field, count);
		}
		else {
			document.unknown(field, "Steady Kafka does not handle the failures of " + others
					+ ": it is switched off, or they have an error handler of the application's");
		}
	}

}
