package io.steadykafka.operations.internal.allinstances;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.channel.LivePartitionCommands;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what other instances ask for.
 */
public final class RemoteCommands
		implements Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>>, AutoCloseable {

	private final LivePartitionCommands partitions;

	private final ListenerControl control;

	private final PauseExchange pauses;

	private final @Nullable BlockedRecords records;

	/**
	 * Create commands.
	 * @param control of this instance alone
	 * @param records of this instance alone, {@code null} if it handles no failed records
	 */
	public RemoteCommands(LivePartitionCommands partitions, ListenerControl control, PauseExchange pauses,
			@Nullable BlockedRecords records) {
		this.partitions = partitions;
		this.control = control;
		this.pauses = pauses;
		this.records = records;
	}

	@Override
	public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> command) {
		try {
			return carryOut(String.valueOf(command.get("type")), command);
		}
		catch (NoSuchElementException ex) {
			return problem(404, ex);
		}
		catch (IllegalArgumentException ex) {
			return problem(400, ex);
		}
		catch (IllegalStateException ex) {
			return problem(409, ex);
		}
	}

	private Map<String, @Nullable Object> carryOut(String type, Map<String, @Nullable Object> command) {
		return switch (type) {
			case "pause", "resume" -> {
				this.pauses.asked(text(command, "listener"), command.get(PauseDocument.FIELD));
				yield new HashMap<>();
			}
			case "stop" -> single("stopped", this.control.stop(text(command, "listener"), by(command)));
			case "start" -> {
				this.control.start(text(command, "listener"), by(command));
				yield new HashMap<>();
			}
			case "retry", "skip", "dead-letter" ->
				single("record", FailedRecordDocument.of(operate(type, command, records())));
			default -> this.partitions.apply(command);
		};
	}

	private static FailedRecord operate(String type, Map<String, @Nullable Object> command, BlockedRecords records) {
		String listener = text(command, "listener");
		String topic = text(command, "topic");
		Integer partition = partition(command);
		if (partition == null || !(command.get("offset") instanceof Number offset)) {
			throw new IllegalArgumentException("'partition' and 'offset' have to be numbers");
		}
		return switch (type) {
			case "retry" -> records.retryNow(listener, topic, partition, offset.longValue());
			case "skip" -> records.skip(listener, topic, partition, offset.longValue());
			default -> records.deadLetter(listener, topic, partition, offset.longValue());
		};
	}

	private BlockedRecords records() {
		if (this.records == null) {
			throw new IllegalStateException("steady.kafka.failure.enabled is false in this instance");
		}
		return this.records;
	}

	private static String by(Map<String, @Nullable Object> command) {
		return text(command, "by") + ", by another instance";
	}

	private static String text(Map<String, @Nullable Object> command, String field) {
		String text = optional(command, field);
		if (text == null) {
			throw new IllegalArgumentException("'" + field + "' is missing");
		}
		return text;
	}

	private static @Nullable String optional(Map<String, @Nullable Object> command, String field) {
		Object value = command.get(field);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw new IllegalArgumentException("'" + field + "' is no text");
	}

	private static @Nullable Integer partition(Map<String, @Nullable Object> command) {
		Object value = command.get("partition");
		if (value == null) {
			return null;
		}
		if (value instanceof Number number) {
			return Math.toIntExact(number.longValue());
		}
		throw new IllegalArgumentException("'partition' is no number");
	}

	private static Map<String, @Nullable Object> single(String field, Object value) {
		Map<String, @Nullable Object> answer = new HashMap<>();
		answer.put(field, value);
		return answer;
	}

	private static Map<String, @Nullable Object> problem(int status, RuntimeException ex) {
		Map<String, @Nullable Object> problem = single("problem", String.valueOf(ex.getMessage()));
		problem.put("status", status);
		return problem;
	}

	@Override
	public void close() {
		this.partitions.close();
	}

}
