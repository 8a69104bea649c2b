package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OffsetSample;
import io.steadykafka.listener.internal.assignment.PartitionOffsets;
import io.steadykafka.testing.Records;
import io.steadykafka.watchdog.internal.ListenerWatch.Restart;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import io.steadykafka.watchdog.internal.member.PolledMember;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ListenerWatch}: a sample each ten seconds, and a check each second.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerWatchTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final Watchdog.Options OPTIONS = new Watchdog.Options(true, 100, Duration.ofSeconds(1),
			Duration.ofSeconds(2), 0.7, Duration.ofMinutes(6), Duration.ofSeconds(10));

	private static final MemberKind KIND = new MemberKind("group", true, true, "", 45_000, true);

	@SuppressWarnings("unchecked")
	private final ConcurrentMessageListenerContainer<Object, Object> container = mock(
			ConcurrentMessageListenerContainer.class);

	@SuppressWarnings("unchecked")
	private final KafkaMessageListenerContainer<Object, Object> member = mock(KafkaMessageListenerContainer.class);

	private long now = 1;

	private Instant sampledAt = Instant.EPOCH;

	private long end = 10;

	private ListenerWatch watch;

	private PolledMember polled;

	@BeforeEach
	void watch() {
		given(this.container.isRunning()).willReturn(true);
		given(this.container.getContainerProperties()).willReturn(new ContainerProperties("orders"));
		// It would wait while the container starts.
		given(this.container.getContainers()).willThrow(new AssertionError("takes the container's lifecycle lock"));
		given(this.member.getAssignedPartitions()).willReturn(Set.of(PARTITION));
		this.watch = watch(OPTIONS);
		polls();
		this.polled.assigned();
	}

	@SuppressWarnings("unchecked")
	private ListenerWatch watch(Watchdog.Options options) {
		ListenerContainer listener = new ListenerContainer(this.container, mock(ConsumerFactory.class), Map.of());
		WatchdogInputs inputs = new WatchdogInputs(
				(any) -> Optional
					.of(new OffsetSample(this.sampledAt, Map.of(PARTITION, new PartitionOffsets(5, this.end)))),
				(any) -> Set.of(), (any) -> Set.of(), (any) -> Duration.ZERO, (any) -> Duration.ZERO, (any) -> 0,
				(any) -> List.of(), List::of);
		return new ListenerWatch(listener, options, inputs, () -> this.now, Clock.systemUTC());
	}

	@Test
	void aStuckPartitionIsFoundAfterThreeTimesTheTimeIfItIsAlone() {
		samples(3);
		assertThat(this.watch.findings()).isEmpty();
		assertThat(sample()).isPresent();
		assertThat(finding().state()).isEqualTo(WatchState.WEDGED_PARTITION);
	}

	@Test
	void samplesOfOthersMakeOldDataNoFurtherSample() {
		samples(2);
		for (int i = 0; i < 10; i++) {
			pass(10);
			this.watch.check(true);
			answer();
			this.watch.check(false);
		}
		assertThat(this.watch.findings()).isEmpty();
	}

	@Test
	void whileARestartIsUnderWayItChecksOnAndRestartsNothing() {
		Restart restart = stuckRestart();
		this.polled.began();
		this.polled.returned(Records.at(PARTITION, 0, 1));
		assertThat(finding().reason()).contains("it is being restarted");
		pass(301);
		assertThat(this.watch.check(false)).isEmpty();
		assertThat(finding().state()).isEqualTo(WatchState.HUNG_LISTENER);
		this.polled.ended();
		assertThat(this.watch.check(false)).isEmpty();
		assertThat(finding().reason()).contains("it is being restarted");
		polls();
		this.watch.restarted(restart, "");
		assertThat(this.watch.check(false)).isEmpty();
		assertThat(finding().reason()).contains("has not joined its group yet");
		this.polled.assigned();
		this.watch.check(false);
		assertThat(this.watch.findings()).isEmpty();
		assertThat(this.watch.restarts(WatchState.WEDGED_PARTITION)).isOne();
	}

	@Test
	void aRestartThatNeverEndsIsForgottenWhenSomebodyStopsAndStartsTheContainer() {
		Restart hanging = stuckRestart();
		@SuppressWarnings("unchecked")
		KafkaMessageListenerContainer<Object, Object> next = mock(KafkaMessageListenerContainer.class);
		given(next.getAssignedPartitions()).willReturn(Set.of(PARTITION));
		this.polled = new PolledMember(KIND, Map::of, () -> {
		}, () -> this.now);
		this.watch.polls(next, this.polled);
		this.polled.assigned();
		this.watch.check(false);
		assertThat(this.watch.findings()).isEmpty();
		pass(10);
		Restart restart = stuckRestart();
		assertThat(restart.members()).isEqualTo(List.of(next));
		this.watch.restarted(hanging, "too late");
		this.watch.check(false);
		assertThat(finding().reason()).doesNotContain("too late");
	}

	@Test
	void whoIsRefusedForLongerThanASessionIsDownAndStillRestarted(CapturedOutput output) {
		int restarts = 0;
		Severity before = Severity.CURING;
		for (int second = 0; second < 70; second++) {
			this.polled.threw(new UnreleasedInstanceIdException("taken"));
			Optional<Restart> restart = this.watch.check(false);
			if (restart.isPresent()) {
				restarts++;
				this.polled.ended();
				polls();
				this.watch.restarted(restart.get(), "");
			}
			if (second == 60) {
				before = finding().severity();
				restarts = 0;
			}
			pass(1);
		}
		assertThat(before).isEqualTo(Severity.CURING);
		assertThat(finding().severity()).isEqualTo(Severity.DOWN);
		assertThat(finding().reason()).contains("another running instance has its group.instance.id");
		assertThat(restarts).isPositive();
		List<String> lines = output.toString().lines().toList();
		List<Integer> warnings = IntStream.range(0, lines.size())
			.filter((line) -> lines.get(line).contains("WARN") && lines.get(line).contains("FATAL_MEMBER"))
			.boxed()
			.toList();
		assertThat(warnings).hasSize(2)
			.noneMatch((line) -> line + 1 < lines.size()
					&& lines.get(line + 1).startsWith(UnreleasedInstanceIdException.class.getName()));
	}

	@Test
	void whoLacksAnAclIsTriedAgainForEverAndNeverDown() {
		this.watch = watch(new Watchdog.Options(true, 2, Duration.ofSeconds(1), Duration.ofSeconds(2), 0.7,
				Duration.ofMinutes(6), Duration.ofSeconds(10)));
		polls();
		int restarts = 0;
		for (int second = 0; second < 60; second++) {
			this.polled.threw(GroupAuthorizationException.forGroupId("group"));
			Optional<Restart> restart = this.watch.check(false);
			assertThat(finding().severity()).isEqualTo(Severity.CURING);
			if (restart.isPresent()) {
				restarts++;
				this.polled.ended();
				polls();
				this.watch.restarted(restart.get(), "");
			}
			pass(1);
		}
		assertThat(restarts).isGreaterThan(15);
		this.polled.threw(new UnreleasedInstanceIdException("taken"));
		this.watch.check(false);
		// None of these restarts counts.
		assertThat(finding().severity()).isEqualTo(Severity.CURING);
	}

	@Test
	void whoLacksAnAclIsNotDownEitherIfNobodyRestartsIt() {
		this.watch = watch(new Watchdog.Options(false, 2, Duration.ofSeconds(1), Duration.ofSeconds(2), 0.7,
				Duration.ofMinutes(6), Duration.ofSeconds(10)));
		polls();
		this.polled.threw(GroupAuthorizationException.forGroupId("group"));
		this.watch.check(false);
		assertThat(finding().severity()).isEqualTo(Severity.WARNING);
		assertThat(finding().reason()).contains("steady.kafka.watchdog.restart=false");
	}

	@Test
	void whoWasFencedWaitsForItsTurnAndHoldsUpNobody() {
		@SuppressWarnings("unchecked")
		KafkaMessageListenerContainer<Object, Object> other = mock(KafkaMessageListenerContainer.class);
		given(other.getListenerId()).willReturn("another");
		PolledMember fenced = new PolledMember(KIND, Map::of, () -> {
		}, () -> this.now);
		this.watch.polls(other, fenced);
		fenced.threw(new FencedInstanceIdException("expected by the test"));
		this.polled.threw(new InconsistentGroupProtocolException("expected by the test"));
		Restart restart = this.watch.check(false).orElseThrow();
		assertThat(restart.members()).isEqualTo(List.of(this.member));
		this.polled.ended();
		polls();
		this.watch.restarted(restart, "");
		this.polled.assigned();
		this.watch.check(false);
		pass(60);
		assertThat(this.watch.check(false)).get().returns(List.of(other), Restart::members);
	}

	private Restart stuckRestart() {
		samples(3);
		return sample().orElseThrow();
	}

	private void samples(int count) {
		for (int i = 0; i < count; i++) {
			assertThat(sample()).isEmpty();
		}
	}

	private Optional<Restart> sample() {
		pass(10);
		this.end++;
		this.sampledAt = this.sampledAt.plusSeconds(10);
		assertThat(this.watch.check(true)).isEmpty();
		answer();
		return this.watch.check(false);
	}

	private void answer() {
		this.polled.began();
		this.polled.positions(Map.of(PARTITION, 5L));
		this.polled.returned(ConsumerRecords.empty());
	}

	private void polls() {
		this.polled = new PolledMember(KIND, Map::of, () -> {
		}, () -> this.now);
		this.watch.polls(this.member, this.polled);
	}

	private WatchFinding finding() {
		assertThat(this.watch.findings()).hasSize(1);
		return this.watch.findings().get(0);
	}

	private void pass(int seconds) {
		this.now += Duration.ofSeconds(seconds).toNanos();
	}

}
