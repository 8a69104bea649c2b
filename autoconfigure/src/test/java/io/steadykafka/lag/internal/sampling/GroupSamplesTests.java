package io.steadykafka.lag.internal.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.internal.group.TestLagOptions;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.offsets.ResetPolicy;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GroupSamples}.
 */
class GroupSamplesTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final GroupLag BEFORE = new GroupLag("group", "cluster", false, Instant.EPOCH,
			Map.of(PARTITION, TestReadings.of(LagCalculation.known(OptionalLong.of(1), new LogBounds(0, 3, 3), 2))),
			Set.of(), "");

	private final GroupSamples samples = new GroupSamples("cluster", TestLagOptions.of(Duration.ofSeconds(10)));

	@Test
	void aSampleAmidWhichTheConnectionWasCutLeavesTheLastOne() {
		GroupLag sample = sample(RequestOutcome.failed(new TimeoutException(), PARTITION));
		assertThat(sample.partitions()).isEqualTo(BEFORE.partitions());
		assertThat(sample.sampledAt()).isEqualTo(Instant.EPOCH);
		assertThat(sample.failure()).contains("no answer from the brokers");
	}

	@Test
	void oneOfWhichAllIsKnownTakesItsPlace() {
		GroupLag sample = sample(RequestOutcome.of(0L));
		assertThat(sample.partitions().get(PARTITION).lag().lag()).hasValue(5);
		assertThat(sample.failure()).isEmpty();
	}

	private GroupLag sample(RequestOutcome<Long> start) {
		ReadRule rule = new ReadRule(IsolationLevel.READ_UNCOMMITTED, ResetPolicy.parse("earliest"));
		LogOffsets log = new LogOffsets(Map.of(PARTITION, start),
				Map.of(IsolationLevel.READ_UNCOMMITTED, Map.of(PARTITION, RequestOutcome.of(9L))), Map.of(), Map.of());
		SampleRequest request = new SampleRequest(Map.of("group", Map.of(PARTITION, rule)), Map.of(), Map.of());
		LagReader.OffsetsRead read = new LagReader.OffsetsRead(Instant.now(), request.partitions(),
				Map.of("group", RequestOutcome.of(Map.of(PARTITION, new OffsetAndMetadata(4)))), log, Map.of());
		return this.samples
			.of(request, read, Set.of(), new DeliveredByGroup(List.of(), new DeliveredOffsets()),
					Map.of("group", BEFORE))
			.get("group");
	}

}
