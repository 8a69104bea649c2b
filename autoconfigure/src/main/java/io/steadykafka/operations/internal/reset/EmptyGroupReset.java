package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.reset.plan.PartitionPlan;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Resets the offsets of a group without members, by Admin. What was done is read back, as
 * an answer may be lost and a refusal may concern a part only.
 */
final class EmptyGroupReset {

	private final Duration timeout;

	EmptyGroupReset(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Resets all partitions or none.
	 * @throws IllegalStateException if it was refused and nothing changed
	 */
	Map<TopicPartition, PartitionOutcome> execute(ResetOperation operation) {
		Map<TopicPartition, PartitionPlan> plans = operation.planToExecute();
		Map<TopicPartition, Optional<OffsetAndMetadata>> wanted = new HashMap<>();
		plans.forEach((partition, plan) -> wanted.put(partition, wanted(plan)));
		RuntimeException refusal = write(operation, wanted);
		Map<TopicPartition, OffsetAndMetadata> now = readBack(operation, refusal);
		if (refusal == null) {
			return outcomes(plans, now);
		}
		Map<TopicPartition, Optional<OffsetAndMetadata>> changed = new HashMap<>();
		plans.forEach((partition, plan) -> {
			if (now(now, partition).equals(offset(wanted(plan))) && !plan.before().equals(offset(wanted(plan)))) {
				changed.put(partition, Optional.ofNullable(plan.offsets().commit()));
			}
		});
		String reason = BrokerRefusal.describe(refusal);
		if (changed.isEmpty()) {
			throw new IllegalStateException(
					"Nothing was reset in group '" + PlainText.name(operation.group()) + "': " + reason, refusal);
		}
		RuntimeException stuck = write(operation, changed);
		return putBack(plans, changed.keySet(), reason, readBack(operation, (stuck != null) ? stuck : refusal));
	}

	/**
	 * What is to be committed. The metadata is kept where the offset is.
	 */
	private static Optional<OffsetAndMetadata> wanted(PartitionPlan plan) {
		if (plan.removesCommit()) {
			return Optional.empty();
		}
		return Optional.ofNullable(plan.offsets().commit())
			.filter((commit) -> commit.offset() == plan.after())
			.or(() -> Optional.of(new OffsetAndMetadata(plan.after())));
	}

	private @Nullable RuntimeException write(ResetOperation operation,
			Map<TopicPartition, Optional<OffsetAndMetadata>> commits) {
		Map<TopicPartition, OffsetAndMetadata> changes = new HashMap<>();
		Set<TopicPartition> removals = new HashSet<>();
		commits.forEach((partition, commit) -> commit.ifPresentOrElse((offset) -> changes.put(partition, offset),
				() -> removals.add(partition)));
		int millis = Math.toIntExact(this.timeout.toMillis());
		try {
			if (!changes.isEmpty()) {
				ClusterAdmins.await(operation.found()
					.admin()
					.alterConsumerGroupOffsets(operation.group(), changes,
							new AlterConsumerGroupOffsetsOptions().timeoutMs(millis))
					.all(), this.timeout, "a commit of offsets");
			}
			if (!removals.isEmpty()) {
				ClusterAdmins.await(operation.found()
					.admin()
					.deleteConsumerGroupOffsets(operation.group(), removals,
							new DeleteConsumerGroupOffsetsOptions().timeoutMs(millis))
					.all(), this.timeout, "a removal of offsets");
			}
			return null;
		}
		catch (KafkaException | IllegalStateException ex) {
			return ex;
		}
	}

	private static Map<TopicPartition, OffsetAndMetadata> readBack(ResetOperation operation,
			@Nullable RuntimeException refusal) {
		try {
			return operation.committed();
		}
		catch (KafkaException | IllegalStateException ex) {
			if (refusal != null) {
				ex.addSuppressed(refusal);
			}
			throw new PartlyDoneException("It is not known what was reset in group '"
					+ PlainText.name(operation.group()) + "', as its offsets could not be read back: "
					+ BrokerRefusal.describe(ex) + ". Preview the reset again to see where the group stands", ex);
		}
	}

	private static Map<TopicPartition, PartitionOutcome> outcomes(Map<TopicPartition, PartitionPlan> plans,
			Map<TopicPartition, OffsetAndMetadata> now) {
		Map<TopicPartition, PartitionOutcome> outcomes = new LinkedHashMap<>();
		plans.forEach((partition, plan) -> {
			OptionalLong stands = now(now, partition);
			String note = (stands.equals(offset(wanted(plan)))) ? null
					: "Meanwhile another client has changed it to " + text(stands);
			outcomes.put(partition, new PartitionOutcome(plan, plan.isMoved(stands), note));
		});
		return outcomes;
	}

	private static Map<TopicPartition, PartitionOutcome> putBack(Map<TopicPartition, PartitionPlan> plans,
			Set<TopicPartition> changed, String reason, Map<TopicPartition, OffsetAndMetadata> now) {
		Map<TopicPartition, PartitionOutcome> outcomes = new LinkedHashMap<>();
		plans.forEach((partition, plan) -> {
			OptionalLong stands = now(now, partition);
			boolean back = stands.equals(plan.before());
			String how = (!changed.contains(partition)) ? "Not reset, as "
					: ((back) ? "Put back, as " : "Could not be put back and is at " + text(stands) + ", as ");
			outcomes.put(partition, new PartitionOutcome(plan, !back && plan.isMoved(stands), how + reason));
		});
		return outcomes;
	}

	private static OptionalLong now(Map<TopicPartition, OffsetAndMetadata> now, TopicPartition partition) {
		return offset(Optional.ofNullable(now.get(partition)));
	}

	private static OptionalLong offset(Optional<OffsetAndMetadata> commit) {
		return commit.map((present) -> OptionalLong.of(present.offset())).orElseGet(OptionalLong::empty);
	}

	private static String text(OptionalLong offset) {
		return (offset.isPresent()) ? String.valueOf(offset.getAsLong()) : "no committed offset";
	}

}
