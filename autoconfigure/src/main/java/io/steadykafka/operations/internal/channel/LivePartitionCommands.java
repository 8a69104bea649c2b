package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.steadykafka.operations.internal.reset.LivePartitions;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a {@link RemoteLivePartitions} of another instance asks for.
 */
public final class LivePartitionCommands implements AutoCloseable {

	/**
	 * The types of commands that this carries out.
	 */
	public static final Set<String> TYPES = Set.of("hold", "move", "release");

	private static final long LONGEST = Duration.ofMinutes(5).toMillis();

	private final LeasedPartitions partitions;

	public LivePartitionCommands(LivePartitions local, LongSupplier nanoTime) {
		this.partitions = new LeasedPartitions(local, nanoTime);
	}

	/**
	 * Carries out a command.
	 * @throws IllegalArgumentException if it is none of these
	 */
	public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> command) {
		String operation = text(command, "operation");
		String group = text(command, "group");
		String type = text(command, "type");
		return switch (type) {
			case "hold" -> problems(this.partitions.hold(operation, group,
					PartitionDocument.set(command.get("partitions")), timeout(command)));
			case "move" -> problems(this.partitions.move(operation, group, offsets(command.get("offsets")),
					timeout(command), step(command)));
			case "release" -> {
				this.partitions.release(operation, group);
				yield problems(Map.of());
			}
			default -> throw new IllegalArgumentException("Type '" + PlainText.message(type) + "' is none of " + TYPES);
		};
	}

	private static Map<TopicPartition, Long> offsets(@Nullable Object document) {
		Map<TopicPartition, Long> offsets = PartitionDocument.map(document, Long.class);
		if (offsets.values().stream().anyMatch((offset) -> offset < 0)) {
			throw new IllegalArgumentException("An offset is negative");
		}
		return offsets;
	}

	private static Map<String, @Nullable Object> problems(Map<TopicPartition, String> problems) {
		Map<String, @Nullable Object> answer = new HashMap<>();
		answer.put("problems", PartitionDocument.of(problems));
		return answer;
	}

	private static String text(Map<String, @Nullable Object> command, String field) {
		if (command.get(field) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("'" + field + "' is no text");
	}

	private static long step(Map<String, @Nullable Object> command) {
		return (command.get("step") instanceof Long step) ? step : Long.MAX_VALUE;
	}

	private static Duration timeout(Map<String, @Nullable Object> command) {
		if (command.get("timeoutMs") instanceof Long millis && millis > 0 && millis <= LONGEST) {
			return Duration.ofMillis(millis);
		}
		throw new IllegalArgumentException("'timeoutMs' is no number from 1 to " + LONGEST);
	}

	/**
	 * Releases everything.
	 */
	@Override
	public void close() {
		this.partitions.close();
	}

}
