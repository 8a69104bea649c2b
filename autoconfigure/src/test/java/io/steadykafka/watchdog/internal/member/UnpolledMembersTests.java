package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link UnpolledMembers}.
 */
class UnpolledMembersTests {

	private final MessageListenerContainer member = mock(MessageListenerContainer.class);

	private final UnpolledMembers unpolled = new UnpolledMembers();

	@BeforeEach
	void run() {
		given(this.member.isRunning()).willReturn(true);
	}

	@Test
	void whoHasNotPolledForTwoMinutesIsFound() {
		assertThat(diagnose(0)).isEmpty();
		assertThat(diagnose(120)).isEmpty();
		assertThat(diagnose(121)).get().returns(WatchState.NO_PROGRESS, Diagnosis::state);
	}

	@Test
	void whoOwnsPartitionsHasPolledThoughNobodyWasTold() {
		diagnose(0);
		given(this.member.getAssignedPartitions()).willReturn(Set.of(new TopicPartition("orders", 0)));
		assertThat(diagnose(121)).isEmpty();
	}

	@Test
	void whoHasPolledIsNotAmongThem() {
		diagnose(0);
		assertThat(this.unpolled.diagnose(List.of(this.member), Set.of(this.member), Duration.ZERO, nanos(121)))
			.isEmpty();
	}

	private Optional<Diagnosis> diagnose(int seconds) {
		return this.unpolled.diagnose(List.of(this.member), Set.of(), Duration.ofSeconds(20), nanos(seconds));
	}

	private static long nanos(int seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}
