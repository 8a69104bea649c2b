package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.operations.internal.reset.plan.PartitionPlan;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Resets partitions by the members that own them, while these run. All are held before
 * the first one is moved; if one can't be moved, the others are put back.
 */
final class LiveReset {

	private static final Log logger = LogFactory.getLog(LiveReset.class);

	private final LivePartitions live;

	private final Duration timeout;

	LiveReset(LivePartitions live, Duration timeout) {
		this.live = live;
		this.timeout = timeout;
	}

	/**
	 * Resets all partitions or none, but for one that can't be put back.
	 * @param owners who owns each partition
	 * @throws IllegalStateException if a partition can't be held, so that nothing changed
	 */
	Map<TopicPartition, PartitionOutcome> execute(ResetOperation operation, Map<TopicPartition, String> owners) {
		// Before members are held for a request that is refused.
		operation.planToExecute();
		try {
			hold(operation, owners);
			// Members went on until they were held.
			Map<TopicPartition, PartitionPlan> plans = operation.planToExecute();
			Map<TopicPartition, Long> after = new HashMap<>();
			plans.forEach((partition, plan) -> after.put(partition, plan.after()));
			Map<TopicPartition, String> failed = move(operation, after);
			return (failed.isEmpty()) ? done(plans) : putBack(operation, plans, failed);
		}
		finally {
			this.live.release(operation.id(), operation.group());
		}
	}

	private void hold(ResetOperation operation, Map<TopicPartition, String> owners) {
		Map<TopicPartition, String> unheld = new HashMap<>();
		this.live.hold(operation.id(), operation.group(), operation.partitions(), this.timeout)
			.forEach((partition, reason) -> unheld.put(partition, PlainText.message(reason) + " (owner: "
					+ PlainText.name(owners.getOrDefault(partition, "unknown")) + ")"));
		if (!unheld.isEmpty()) {
			throw new IllegalStateException("Nothing was reset in group '" + PlainText.name(operation.group())
					+ "', as not all partitions could be held. " + ResetOperation.list(unheld)
					+ ". Try again, or name other partitions");
		}
	}

	private Map<TopicPartition, String> move(ResetOperation operation, Map<TopicPartition, Long> offsets) {
		try {
			return this.live.move(operation.id(), operation.group(), offsets, this.timeout);
		}
		catch (RuntimeException ex) {
			logger.debug("Could not move partitions", ex);
			Map<TopicPartition, String> failed = new HashMap<>();
			offsets.keySet().forEach((partition) -> failed.put(partition, BrokerRefusal.describe(ex)));
			return failed;
		}
	}

	private static Map<TopicPartition, PartitionOutcome> done(Map<TopicPartition, PartitionPlan> plans) {
		Map<TopicPartition, PartitionOutcome> outcomes = new LinkedHashMap<>();
		plans.forEach((partition, plan) -> outcomes.put(partition, new PartitionOutcome(plan, true, null)));
		return outcomes;
	}

	/**
	 * Puts all back, as one that could not be moved may be at its old or new offset.
	 */
	private Map<TopicPartition, PartitionOutcome> putBack(ResetOperation operation,
			Map<TopicPartition, PartitionPlan> plans, Map<TopicPartition, String> failed) {
		Map<TopicPartition, Long> back = new HashMap<>();
		plans.forEach((partition, plan) -> back.put(partition, back(operation, plan)));
		// A new owner may have caught up by the end of all waiting.
		Map<TopicPartition, OffsetAndMetadata> soon = readBack(operation);
		Map<TopicPartition, String> stuck = move(operation, back);
		Map<TopicPartition, OffsetAndMetadata> now = (stuck.isEmpty()) ? Map.of() : readBack(operation);
		String others = PlainText.message(ResetOperation.list(failed));
		Map<TopicPartition, PartitionOutcome> outcomes = new LinkedHashMap<>();
		plans.forEach((partition, plan) -> {
			String own = failed.get(partition);
			String reason = ", as " + ((own != null) ? "it could not be moved: " + PlainText.message(own)
					: "others could not be moved: " + others);
			String notBack = stuck.get(partition);
			outcomes.put(partition,
					(notBack != null)
							? stuck(plan, own == null, (soon != null) ? soon.get(partition) : null, now, partition,
									reason + ". It could not be put back: " + PlainText.message(notBack))
							: new PartitionOutcome(plan, false, putBackNote(plan, back.get(partition)) + reason));
		});
		return outcomes;
	}

	private static long back(ResetOperation operation, PartitionPlan plan) {
		long before = plan.before().orElseGet(() -> operation.found().uncommittedStart().of(plan.offsets()));
		return Math.max(plan.offsets().start(), Math.min(plan.offsets().end(), before));
	}

	private static String putBackNote(PartitionPlan plan, @Nullable Long back) {
		return (plan.before().isPresent()) ? "Put back"
				: "Put to " + back + ", where auto.offset.reset leads, for want of a committed offset before";
	}

	/**
	 * What is known of a partition that nobody put back for sure.
	 * @param wasMoved whether it was at its new offset for sure: unless it is back where
	 * it was, it went on from there
	 */
	private static PartitionOutcome stuck(PartitionPlan plan, boolean wasMoved, @Nullable OffsetAndMetadata soon,
			@Nullable Map<TopicPartition, OffsetAndMetadata> now, TopicPartition partition, String reason) {
		if (now == null) {
			return new PartitionOutcome(plan, false, "It is not known where it stands" + reason);
		}
		OffsetAndMetadata commit = now.get(partition);
		OptionalLong stands = offset(commit);
		boolean moved = !plan.before().equals(OptionalLong.of(plan.after())) && !stands.equals(plan.before())
				&& (wasMoved || plan.isMoved(stands) || plan.isMoved(offset(soon)));
		return new PartitionOutcome(plan, moved,
				((moved) ? "Reset, and not put back" : "Not reset") + reason + ". Its committed offset is "
						+ ((stands.isPresent()) ? String.valueOf(stands.getAsLong()) : "missing"));
	}

	private static OptionalLong offset(@Nullable OffsetAndMetadata commit) {
		return (commit != null) ? OptionalLong.of(commit.offset()) : OptionalLong.empty();
	}

	private static @Nullable Map<TopicPartition, OffsetAndMetadata> readBack(ResetOperation operation) {
		try {
			return operation.committed();
		}
		catch (KafkaException | IllegalStateException ex) {
			logger.debug("Could not read back committed offsets", ex);
			return null;
		}
	}

}
