package io.steadykafka.operations.internal.reset.plan;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResetScope}.
 */
class ResetScopeTests {

	private static final Set<TopicPartition> ORDERS = partitions("orders", 3);

	private static final Map<String, Set<TopicPartition>> EXISTING = Map.of("orders", ORDERS);

	@Test
	void withoutATopicItIsAllThatTheGroupHas() {
		ResetRequest request = request(null, Set.of());
		assertThat(ResetScope.topics(request, Set.of(new TopicPartition("orders", 1)))).containsExactly("orders");
		assertThat(ResetScope.partitions(request, EXISTING, ORDERS)).isEqualTo(ORDERS);
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> ResetScope.topics(request, Set.of()))
			.withMessageContaining("Name a topic");
	}

	@Test
	void ofATopicItIsAllPartitionsOrThoseThatAreNamed() {
		assertThat(ResetScope.topics(request("orders", Set.of()), Set.of())).containsExactly("orders");
		assertThat(ResetScope.partitions(request("orders", Set.of()), EXISTING, Set.of())).isEqualTo(ORDERS);
		assertThat(ResetScope.partitions(request("orders", Set.of(1)), EXISTING, Set.of()))
			.containsExactly(new TopicPartition("orders", 1));
	}

	@Test
	void anUnknownTopicIsNamedWithThoseThatThereAre() {
		Set<TopicPartition> many = IntStream.range(0, 30)
			.mapToObj((index) -> new TopicPartition(String.format("topic-%02d", index), 0))
			.collect(Collectors.toSet());
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> ResetScope.partitions(request("oders\n", Set.of()), EXISTING, many))
			.withMessage("There is no topic 'oders?'. Group 'group' reads [topic-00, topic-01, topic-02, topic-03, "
					+ "topic-04, topic-05, topic-06, topic-07, topic-08, topic-09 and 20 more]");
	}

	@Test
	void anUnknownPartitionIsNamedWithThoseThatThereAre() {
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> ResetScope.partitions(request("orders", Set.of(-1, 2, 3)), EXISTING, ORDERS))
			.withMessage("Topic 'orders' has no partition [-1, 3]. Its partitions are 0 to 2");
	}

	@Test
	void partitionsNeedATopicAndAGroupNeedsAName() {
		assertThatIllegalArgumentException().isThrownBy(() -> ResetScope.check(request(null, Set.of(1))))
			.withMessage("Argument 'partitions' is [1], but needs 'topic' to be named too");
		assertThatIllegalArgumentException().isThrownBy(
				() -> ResetScope.check(new ResetRequest(" ", null, Set.of(), Target.TO_LATEST, null, false, "test")))
			.withMessage("Argument 'group' is missing");
	}

	private static Set<TopicPartition> partitions(String topic, int count) {
		return IntStream.range(0, count)
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.collect(Collectors.toSet());
	}

	private static ResetRequest request(@Nullable String topic, Set<Integer> partitions) {
		return new ResetRequest("group", topic, partitions, Target.TO_LATEST, null, false, "test");
	}

}
