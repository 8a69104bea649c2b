package io.steadykafka.metrics.internal.lag;

import java.util.List;
import java.util.Set;

import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TopicIndex}.
 */
class TopicIndexTests {

	private static final GroupTopic TOPIC = new GroupTopic("group", "orders");

	private static final GroupPartition FIRST = partition(0);

	private static final GroupPartition SECOND = partition(1);

	private final LagMonitor monitor = mock();

	private final TopicIndex index = new TopicIndex();

	private final PartitionReading reading = mock();

	@BeforeEach
	void setUp() {
		given(this.monitor.readings(FIRST)).willReturn(List.of(this.reading));
		given(this.monitor.readings(SECOND)).willReturn(List.of(this.reading));
	}

	@Test
	void aPartitionThatIsRevokedIsGoneUntilASampleHasItAgain() {
		this.index.update(() -> Set.of(FIRST, SECOND));
		assertThat(readings()).isEqualTo(2);
		this.index.gone(List.of(FIRST));
		assertThat(readings()).isEqualTo(1);
		this.index.update(() -> Set.of(FIRST, SECOND));
		assertThat(readings()).isEqualTo(2);
	}

	@Test
	void aPartitionThatIsRevokedWhileTheSampleIsTakenInIsGone() {
		this.index.update(() -> {
			Set<GroupPartition> partitions = Set.of(FIRST, SECOND);
			this.index.gone(List.of(FIRST));
			return partitions;
		});
		assertThat(readings()).isEqualTo(1);
		assertThat(this.index.topics()).containsExactly(TOPIC);
	}

	private int readings() {
		return this.index.readings(TOPIC, this.monitor).size();
	}

	private static GroupPartition partition(int number) {
		return new GroupPartition("group", new TopicPartition("orders", number));
	}

}
