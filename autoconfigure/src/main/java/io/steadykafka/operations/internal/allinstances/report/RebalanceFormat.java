package io.steadykafka.operations.internal.allinstances.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.operations.internal.describe.entry.MovedPartitions;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry.Moves;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Rebalances in reports.
 */
final class RebalanceFormat {

	/**
	 * Of more partitions only the number is reported.
	 */
	static final int MOST_MOVED = 50;

	private RebalanceFormat() {
	}

	static Map<String, @Nullable Object> of(RebalanceEntry rebalance) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("l", rebalance.listener());
		document.put("t", rebalance.start().toEpochMilli());
		document.put("ms", rebalance.duration().toMillis());
		document.put("k", rebalance.kind().name());
		document.put("c", rebalance.cause().name());
		document.put("g", rebalance.generation());
		put(document, "a", rebalance.moves().assigned(), MOST_MOVED);
		put(document, "r", rebalance.moves().revoked(), MOST_MOVED);
		put(document, "x", rebalance.moves().lost(), MOST_MOVED);
		// They did not move.
		put(document, "o", rebalance.moves().kept(), 0);
		if (rebalance.longestPause() != null) {
			document.put("p", rebalance.longestPause().toMillis());
		}
		return document;
	}

	private static void put(Map<String, @Nullable Object> document, String name, MovedPartitions moved, int most) {
		if (moved.count() > 0) {
			Set<TopicPartition> partitions = moved.partitions();
			document.put(name, (partitions != null && moved.count() <= most) ? PartitionNumbers.of(partitions)
					: (Object) moved.count());
		}
	}

	static Optional<RebalanceEntry> read(@Nullable Object document) {
		ForeignFields fields = ForeignFields.of(document);
		Optional<Instant> start = fields.time("t");
		Optional<Rebalance.Kind> kind = constant(Rebalance.Kind.values(), fields.text("k"));
		Optional<Cause> cause = constant(Cause.values(), fields.text("c"));
		if (start.isEmpty() || kind.isEmpty() || cause.isEmpty()) {
			return Optional.empty();
		}
		Duration took = Objects.requireNonNullElse(fields.millis("ms"), Duration.ZERO);
		OptionalLong generation = ForeignFields.count(fields.get("g"));
		return Optional.of(new RebalanceEntry(fields.text("l"), start.get(), took, kind.get(), cause.get(),
				(generation.orElse(-1) <= Integer.MAX_VALUE) ? (int) generation.orElse(-1) : -1,
				new Moves(moved(fields.get("a")), moved(fields.get("r")), moved(fields.get("x")),
						moved(fields.get("o"))),
				fields.millis("p")));
	}

	private static MovedPartitions moved(@Nullable Object value) {
		OptionalLong count = ForeignFields.count(value);
		return (count.isPresent()) ? new MovedPartitions((int) Math.min(count.getAsLong(), Integer.MAX_VALUE), null)
				: MovedPartitions.of(PartitionNumbers.read(value));
	}

	/**
	 * The constant of a name, empty if this version does not know it.
	 */
	private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
		return Arrays.stream(constants).filter((constant) -> constant.name().equals(name)).findFirst();
	}

}
