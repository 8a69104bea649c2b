package io.steadykafka.operations.internal.replay.letters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.steadykafka.failure.internal.retry.BackOffPolicy;
import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadLetterTopic}.
 */
class DeadLetterTopicTests {

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	private final RetryPolicy policy = new RetryPolicy(
			new BackOffPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(4), 3), Exhaustion.BLOCK, List.of(), "-dlt");

	@Test
	void itIsNamedByTheTopicOrByItself() {
		assertThat(find(this.listener, "orders")).isEqualTo(find(this.listener, "orders-dlt"))
			.hasValueSatisfying((topic) -> {
				assertThat(topic.name()).isEqualTo("orders-dlt");
				assertThat(topic.original()).isEqualTo("orders");
				assertThat(topic.group()).isEqualTo("group.dlt");
			});
	}

	@Test
	void aTopicThatTheListenerDoesNotReadIsUnknown() {
		assertThat(find(this.listener, "payments")).isEmpty();
		assertThat(find(this.listener, "payments-dlt")).isEmpty();
		assertThat(find(this.listener, "-dlt")).isEmpty();
		assertThat(find(this.listener, "")).isEmpty();
	}

	@Test
	void partitionsThatAreAssignedByHandNameTheirTopic() {
		assertThat(find(Listeners.assignedByHand("listener", "group"), "orders-dlt")).isPresent();
		assertThat(find(Listeners.assignedByHand("listener", "group"), "payments")).isEmpty();
	}

	@Test
	void aRecordWhoseRetriesAreExhaustedBecomesADeadLetterWhateverTheListenerDoes() {
		RetryPolicy rules = find(this.listener, "orders").orElseThrow().rules();
		assertThat(rules.onExhausted()).isEqualTo(Exhaustion.DEAD_LETTER);
		assertThat(rules.backOff()).isEqualTo(this.policy.backOff());
	}

	private Optional<DeadLetterTopic> find(ListenerContainer of, String name) {
		return DeadLetterTopic.of(of, this.policy, name);
	}

}
