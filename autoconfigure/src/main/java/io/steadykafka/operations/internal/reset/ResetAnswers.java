package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.internal.reset.plan.PartitionOffsets;
import io.steadykafka.operations.internal.reset.plan.PartitionOwners;
import io.steadykafka.operations.internal.reset.plan.PartitionPlan;
import org.apache.kafka.common.TopicPartition;

/**
 * Says how a reset ended, or what it would do, with the timestamps of records.
 */
final class ResetAnswers {

	private static final String CLIENT_ID = "steady-kafka-operations-records";

	private final Duration timeout;

	ResetAnswers(Duration timeout) {
		this.timeout = timeout;
	}

	OffsetReset answer(ResetOperation operation, PartitionOwners owners,
			Map<TopicPartition, PartitionOutcome> outcomes) {
		Map<TopicPartition, Map<Long, Instant>> times = times(operation, outcomes);
		List<PartitionReset> partitions = new ArrayList<>();
		outcomes.forEach((partition, outcome) -> {
			PartitionPlan plan = outcome.plan();
			Map<Long, Instant> known = times.getOrDefault(partition, Map.of());
			Instant before = (plan.before().isPresent()) ? known.get(plan.before().getAsLong()) : null;
			partitions.add(new PartitionReset(partition, plan.before(), plan.after(), before, known.get(plan.after()),
					owners.of(partition), outcome.done(), outcome.notes()));
		});
		return new OffsetReset(operation.id(), operation.group(), operation.at(), operation.by(),
				outcomes.values().stream().anyMatch(PartitionOutcome::done),
				outcomes.values().stream().anyMatch((outcome) -> outcome.plan().needsForce()), partitions);
	}

	private Map<TopicPartition, Map<Long, Instant>> times(ResetOperation operation,
			Map<TopicPartition, PartitionOutcome> outcomes) {
		RecordTimes times = new RecordTimes();
		outcomes.forEach((partition, outcome) -> {
			PartitionPlan plan = outcome.plan();
			want(times, partition, plan.offsets(), OptionalLong.of(plan.after()));
			want(times, partition, plan.offsets(), plan.before());
		});
		return times.read(ClientConfigs.reader(operation.found().listener().consumerConfig(), CLIENT_ID), this.timeout);
	}

	private static void want(RecordTimes times, TopicPartition partition, PartitionOffsets offsets,
			OptionalLong wanted) {
		wanted.ifPresent((offset) -> {
			if (offset >= offsets.start() && offset < offsets.end()) {
				times.want(partition, offset, offsets.end());
			}
		});
	}

}
