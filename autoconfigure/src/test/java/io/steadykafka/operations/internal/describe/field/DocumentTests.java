package io.steadykafka.operations.internal.describe.field;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steadykafka.lag.Trend;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Document}.
 */
class DocumentTests {

	private final Document document = new Document();

	@Test
	void valuesArePlain() {
		this.document.put(PartitionField.SAMPLED_AT, Instant.parse("2026-01-02T03:04:05Z"))
			.put(PartitionField.AGE_SECONDS, Duration.ofMillis(1_500))
			.put(PartitionField.LAG, OptionalLong.of(3))
			.put(PartitionField.VELOCITY, OptionalDouble.of(-0.5))
			.put(PartitionField.TREND, Trend.GROWING)
			.put(PartitionField.OWNER, new Document().put(OwnerField.HERE, true))
			.put(MemberField.PARTITIONS, List.of(new TopicPartition("orders", 1)));
		assertThat(this.document.toMap()).containsEntry("sampledAt", "2026-01-02T03:04:05Z")
			.containsEntry("ageSeconds", 1.5)
			.containsEntry("lag", 3L)
			.containsEntry("velocity", -0.5)
			.containsEntry("trend", "growing")
			.containsEntry("owner", Map.of("here", true))
			.containsEntry("partitions", List.of("orders-1"));
	}

	@Test
	void whatIsUnknownIsNullAndSaysWhy() {
		this.document.put(PartitionField.LAG, OptionalLong.empty(), "no commit yet")
			.put(PartitionField.VELOCITY, Double.NaN, "too few samples")
			.put(PartitionField.SECONDS_BEHIND, Optional.empty(), "not sampled yet");
		assertThat(this.document.toMap()).containsEntry("lag", null)
			.containsEntry("lagUnknown", "no commit yet")
			.containsEntry("velocity", null)
			.containsEntry("velocityUnknown", "too few samples")
			.containsEntry("secondsBehindUnknown", "not sampled yet");
	}

	@Test
	void fieldsKeepTheirOrder() {
		this.document.put(PartitionField.TOPIC, "b").put(PartitionField.PARTITION, 1).put(PartitionField.STATE, "a");
		assertThat(this.document.toMap().keySet()).containsExactly("topic", "partition", "state");
	}

	@Test
	void textsOfOthersAreCut() {
		this.document.put(MemberField.CLIENT, "x".repeat(999) + "\uD83D\uDE00" + "y".repeat(5_000));
		assertThat(this.document.toMap()).containsEntry("client", "x".repeat(999) + "…");
	}

	@Test
	void namesByWhichPeopleAskAreNotCut() {
		String name = "g".repeat(5_000);
		assertThat(this.document.name(GroupField.GROUP, name).toMap()).containsEntry("group", name);
	}

}
