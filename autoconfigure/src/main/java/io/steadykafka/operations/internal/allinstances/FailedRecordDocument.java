package io.steadykafka.operations.internal.allinstances;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A failed record in messages between instances.
 */
final class FailedRecordDocument {

	private FailedRecordDocument() {
	}

	static Map<String, @Nullable Object> of(FailedRecord record) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		FailedRecord.Failure failure = record.failure();
		document.put("listener", record.listener());
		document.put("group", record.group());
		document.put("topic", record.partition().topic());
		document.put("partition", record.partition().partition());
		document.put("offset", record.offset());
		document.put("timestamp", (record.timestamp() != null) ? record.timestamp().toString() : null);
		document.put("key", record.key());
		document.put("state", failure.state().name());
		document.put("since", failure.since().toString());
		document.put("attempts", failure.attempts());
		document.put("firstFailure", failure.firstFailure().toString());
		document.put("lastFailure", failure.lastFailure().toString());
		document.put("nextAttempt", failure.nextAttempt().toString());
		document.put("exception", failure.exception());
		document.put("notDeadLettered", failure.notDeadLettered());
		return document;
	}

	/**
	 * Reads a record.
	 * @return the record, empty if the document is none
	 */
	static Optional<FailedRecord> read(@Nullable Object document) {
		if (!(document instanceof Map<?, ?> fields)) {
			return Optional.empty();
		}
		try {
			Object timestamp = fields.get("timestamp");
			TopicPartition partition = partition(fields);
			FailedRecord.Failure failure = new FailedRecord.Failure(FailedRecord.State.valueOf(text(fields, "state")),
					instant(fields, "since"), Math.toIntExact(number(fields, "attempts")),
					instant(fields, "firstFailure"), instant(fields, "lastFailure"), instant(fields, "nextAttempt"),
					PlainText.message(text(fields, "exception")), PlainText.message(text(fields, "notDeadLettered")));
			return Optional.of(new FailedRecord(name(fields, "listener"), name(fields, "group"), partition,
					number(fields, "offset"), (timestamp != null) ? Instant.parse(timestamp.toString()) : null,
					PlainText.message(text(fields, "key")), failure));
		}
		catch (IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			return Optional.empty();
		}
	}

	private static TopicPartition partition(Map<?, ?> fields) {
		int number = Math.toIntExact(number(fields, "partition"));
		if (number < 0 || number(fields, "offset") < 0) {
			throw new IllegalArgumentException("partition " + number);
		}
		return new TopicPartition(name(fields, "topic"), number);
	}

	/**
	 * A name by which people ask for the record. One that can't be printed is none.
	 */
	private static String name(Map<?, ?> fields, String field) {
		String name = text(fields, field);
		if (!PlainText.message(name).equals(name)) {
			throw new IllegalArgumentException(field);
		}
		return name;
	}

	private static Instant instant(Map<?, ?> fields, String name) {
		return Instant.parse(text(fields, name));
	}

	private static String text(Map<?, ?> fields, String name) {
		if (fields.get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException(name);
	}

	private static long number(Map<?, ?> fields, String name) {
		if (fields.get(name) instanceof Number number) {
			return number.longValue();
		}
		throw new IllegalArgumentException(name);
	}

}
