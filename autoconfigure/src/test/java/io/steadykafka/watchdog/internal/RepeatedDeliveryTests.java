package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Records;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import io.steadykafka.watchdog.internal.member.PolledMember;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ListenerWatch} of a listener that is given the same record each
 * second, and has it in hand at each check.
 */
class RepeatedDeliveryTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final Watchdog.Options OPTIONS = new Watchdog.Options(true, 100, Duration.ofSeconds(1),
			Duration.ofSeconds(2), 0.7, Duration.ofMinutes(6), Duration.ofSeconds(10));

	private long now = 1;

	@Test
	void isFoundAlthoughTheRecordIsInHand() {
		assertThat(findings(Set.of())).extracting(WatchFinding::state).containsExactly(WatchState.NO_PROGRESS);
	}

	@Test
	void isNoneOfTheWatchdogsBusinessIfTheRecordFailed() {
		assertThat(findings(Set.of(PARTITION))).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private List<WatchFinding> findings(Set<TopicPartition> failing) {
		ConcurrentMessageListenerContainer<Object, Object> container = mock(ConcurrentMessageListenerContainer.class);
		given(container.isRunning()).willReturn(true);
		given(container.getContainerProperties()).willReturn(new ContainerProperties("orders"));
		ListenerContainer listener = new ListenerContainer(container, mock(ConsumerFactory.class), Map.of());
		WatchdogInputs inputs = new WatchdogInputs((any) -> Optional.empty(), (any) -> Set.of(PARTITION),
				(any) -> failing, (any) -> Duration.ZERO, (any) -> Duration.ZERO, (any) -> 0, (any) -> List.of(),
				List::of);
		ListenerWatch watch = new ListenerWatch(listener, OPTIONS, inputs, () -> this.now, Clock.systemUTC());
		PolledMember polled = new PolledMember(new MemberKind("group", true, true, "", 45_000, true), Map::of, () -> {
		}, () -> this.now);
		watch.polls(mock(KafkaMessageListenerContainer.class), polled);
		polled.assigned();
		for (int second = 0; second < 15; second++) {
			polled.began();
			polled.returned(Records.at(PARTITION, 0, 1));
			this.now += Duration.ofSeconds(1).toNanos();
			watch.check(false);
		}
		return watch.findings();
	}

}
