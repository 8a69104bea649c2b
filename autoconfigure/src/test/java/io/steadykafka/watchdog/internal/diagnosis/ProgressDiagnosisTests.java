package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.testing.Records;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.member.PolledMember;
import io.steadykafka.watchdog.internal.member.RepeatedRecords;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgressDiagnosis}, {@link ThrownPolls} and {@link RepeatedRecords}.
 */
class ProgressDiagnosisTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final TopicPartition OTHER = new TopicPartition("orders", 1);

	private final MemberLimits limits = new MemberLimits(Duration.ofSeconds(70), Duration.ofSeconds(100),
			Duration.ofSeconds(360), Duration.ofSeconds(20), Duration.ofSeconds(10));

	private long now = 1;

	private final PolledMember member = new PolledMember(new MemberKind("group", true, false, "", 45_000, true),
			Map::of, () -> {
			}, () -> this.now);

	@Test
	void whosePollsAllThrowIsRestarted() {
		for (int i = 0; i < 3; i++) {
			this.member.began();
			this.member.threw(new InterruptException("interrupted"));
			assertThat(decide()).isEmpty();
			pass(10);
		}
		pass(1);
		assertThat(decide()).get()
			.returns(WatchState.NO_PROGRESS, Diagnosis::state)
			.returns(Severity.CURING, Diagnosis::severity);
		this.member.began();
		this.member.returned(ConsumerRecords.empty());
		assertThat(decide()).isEmpty();
		Thread.interrupted();
	}

	@Test
	void whatBrokersSayIsWarnedOfOnlyAndAWakeUpIsNothing() {
		throwFor(new TimeoutException("away"));
		assertThat(decide()).get().returns(Severity.WARNING, Diagnosis::severity);
		this.member.returned(ConsumerRecords.empty());
		throwFor(new SaslAuthenticationException("said elsewhere"));
		assertThat(decide()).isEmpty();
		this.member.returned(ConsumerRecords.empty());
		throwFor(new WakeupException());
		assertThat(decide()).isEmpty();
	}

	@Test
	void whoseCommitsAllFailIsNeverUp() {
		assertThat(ProgressDiagnosis.commits(Duration.ofSeconds(20), Duration.ofSeconds(60), this.limits)).isEmpty();
		assertThat(ProgressDiagnosis.commits(Duration.ofSeconds(21), Duration.ofSeconds(60), this.limits)).get()
			.returns(WatchState.NO_PROGRESS, Diagnosis::state)
			.returns(Severity.WARNING, Diagnosis::severity);
		assertThat(ProgressDiagnosis.commits(Duration.ofSeconds(21), Duration.ofSeconds(20), this.limits)).get()
			.returns(Severity.UNKNOWN, Diagnosis::severity);
	}

	@Test
	void theSameRecordAgainAndAgainIsNoProgress() {
		for (int i = 0; i < 5; i++) {
			poll(PARTITION, 7, 3);
		}
		assertThat(decide()).get().returns(Severity.CURING, Diagnosis::severity);
		assertThat(decide(Set.of(PARTITION))).isEmpty();
		poll(PARTITION, 8, 2);
		assertThat(decide()).isEmpty();
	}

	@Test
	void whoSeeksOrIsAssignedPartitionsAnewMayReadThemAgain() {
		for (int i = 0; i < 10; i++) {
			poll(PARTITION, 7, 3);
			this.member.sought(Map.of(PARTITION, OptionalLong.of(7)));
		}
		assertThat(decide()).isEmpty();
		for (int i = 0; i < 10; i++) {
			poll(PARTITION, 7, 3);
			this.member.assigned();
		}
		assertThat(decide()).isEmpty();
	}

	@Test
	void whoProcessesOneRecordOfAPollAtATimeMakesProgress() {
		for (int i = 0; i < 50; i++) {
			poll(PARTITION, i, 100 - i);
			poll(OTHER, i / 2, 10);
		}
		assertThat(decide()).isEmpty();
	}

	@Test
	void whoIsAwayWithNothingToDoIsWarnedOfAndThenHung() {
		this.member.began();
		this.member.returned(ConsumerRecords.empty());
		pass(70);
		assertThat(decide()).isEmpty();
		pass(1);
		assertThat(decide()).get().returns(WatchState.SLOW_LISTENER, Diagnosis::state);
		this.member.began();
		pass(101);
		assertThat(decide()).get()
			.returns(WatchState.HUNG_LISTENER, Diagnosis::state)
			.returns(Severity.DOWN, Diagnosis::severity);
		this.member.returned(Records.at(PARTITION, 0, 1));
		pass(60);
		// That is what it is looked at for elsewhere.
		assertThat(decide()).isEmpty();
	}

	@Test
	void whoseThreadEndedIsRestarted() throws Exception {
		PolledMember[] ended = new PolledMember[1];
		Thread thread = new Thread(
				() -> ended[0] = new PolledMember(new MemberKind("group", true, false, "", 45_000, true), Map::of,
						() -> {
						}, () -> this.now));
		thread.start();
		thread.join();
		assertThat(ProgressDiagnosis.decide(ended[0].progress(Set::of, this.limits.stuck()), this.limits)).get()
			.returns(Severity.CURING, Diagnosis::severity);
	}

	@Test
	void everythingThatIsFoundNamesARemedy() {
		throwFor(new IllegalStateException("any"));
		assertThat(List.of(decide().orElseThrow())).allSatisfy((diagnosis) -> {
			assertThat(diagnosis.reason()).contains("any");
			assertThat(diagnosis.remedy()).isNotEmpty();
		});
	}

	private void throwFor(RuntimeException thrown) {
		for (int i = 0; i < 4; i++) {
			this.member.began();
			this.member.threw(thrown);
			pass(10);
		}
	}

	private void poll(TopicPartition partition, long offset, int records) {
		this.member.began();
		this.member.returned(Records.at(partition, offset, new long[records]));
		pass(6);
	}

	private Optional<Diagnosis> decide() {
		return decide(Set.of());
	}

	private Optional<Diagnosis> decide(Set<TopicPartition> heldBack) {
		return ProgressDiagnosis.decide(this.member.progress(() -> heldBack, this.limits.stuck()), this.limits);
	}

	private void pass(int seconds) {
		this.now += Duration.ofSeconds(seconds).toNanos();
	}

}
