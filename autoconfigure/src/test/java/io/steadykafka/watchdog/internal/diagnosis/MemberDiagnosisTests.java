package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberDiagnosis} and {@link PollFailure}.
 */
class MemberDiagnosisTests {

	private static final MemberKind CLASSIC = new MemberKind("group", true, false, "", 45_000, true);

	private static final MemberKind CONSUMER = new MemberKind("group", true, true, "", 45_000, true);

	private static final Duration ZERO = Duration.ZERO;

	private final MemberLimits limits = new MemberLimits(Duration.ofSeconds(70), Duration.ofSeconds(100),
			Duration.ofSeconds(360), Duration.ofSeconds(20), Duration.ofSeconds(10));

	@Test
	void aMemberThatPollsIsHealthy() {
		assertThat(MemberDiagnosis.decide(seen(0, 1_000, 70, 100), this.limits)).isEmpty();
		assertThat(MemberDiagnosis.decide(seen(360, 1, 0, 0), this.limits)).isEmpty();
	}

	@Test
	void aBusyListenerIsWarnedOfAndThenDown() {
		assertThat(decide(seen(0, 0, 71, 0))).extracting(Diagnosis::state, Diagnosis::severity)
			.containsExactly(WatchState.SLOW_LISTENER, Severity.WARNING);
		assertThat(decide(seen(0, 0, 101, 0))).extracting(Diagnosis::state, Diagnosis::severity)
			.containsExactly(WatchState.HUNG_LISTENER, Severity.DOWN);
	}

	@Test
	void aMissingAcknowledgementIsWarnedOf() {
		Diagnosis diagnosis = decide(seen(0, 0, 0, 101));
		assertThat(diagnosis.state()).isEqualTo(WatchState.SLOW_LISTENER);
		assertThat(diagnosis.reason()).contains("acknowledgement for 101 s");
	}

	@Test
	void whoNeverJoinsIsFoundWhereTheBrokersAnswerAndUnknownWhereTheyDoNot() {
		assertThat(decide(seen(361, 30, 0, 0))).extracting(Diagnosis::state, Diagnosis::severity)
			.containsExactly(WatchState.NEVER_JOINED, Severity.WARNING);
		Diagnosis away = decide(seen(361, 31, 0, 0));
		assertThat(away.severity()).isEqualTo(Severity.UNKNOWN);
		assertThat(away.reason()).contains("the brokers have not answered it for 31 s");
	}

	@Test
	void aConsumerThatSendsNoHeartbeatsIsWarnedOfIfItsCoordinatorAnswersOthers() {
		Diagnosis diagnosis = decide(silentFor(61, 30, 61));
		assertThat(diagnosis.state()).isEqualTo(WatchState.FATAL_MEMBER);
		assertThat(diagnosis.severity()).isEqualTo(Severity.WARNING);
		assertThat(diagnosis.isCurable()).isFalse();
		assertThat(MemberDiagnosis.decide(silentFor(60, 0, 600), this.limits)).isEmpty();
		assertThat(MemberDiagnosis.decide(silentFor(600, 31, 600), this.limits)).isEmpty();
	}

	@Test
	void whileTheCoordinatorIsAwayOrJustBackNoHeartbeatsSayNothing() {
		assertThat(MemberDiagnosis.decide(silentFor(600, 0, 0), this.limits)).isEmpty();
		assertThat(MemberDiagnosis.decide(silentFor(600, 0, 599), this.limits)).isEmpty();
	}

	@Test
	void whoeverMayTakeLongToPollMayTakeLongToJoin() {
		Duration configured = Duration.ofMinutes(6);
		assertThat(MemberLimits.join(configured, Duration.ofMinutes(5))).isEqualTo(configured);
		assertThat(MemberLimits.join(configured, Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(21));
	}

	@Test
	void whatAPollThrewComesFirst() {
		PollFailure failure = PollFailure.of(new UnreleasedInstanceIdException("taken"), CONSUMER).orElseThrow();
		assertThat(decide(new MemberSnapshot(failure, ZERO, ZERO, ZERO, ZERO, Duration.ofDays(1), ZERO)).state())
			.isEqualTo(WatchState.FATAL_MEMBER);
	}

	@Test
	void fatalIsWhatTheConsumerProtocolDoesNotComeBackFrom() {
		assertThat(PollFailure.of(new UnreleasedInstanceIdException("taken"), CONSUMER)).get()
			.returns(true, PollFailure::quiets);
		assertThat(PollFailure.of(new UnreleasedInstanceIdException("taken"), CLASSIC)).isEmpty();
		assertThat(PollFailure.of(new FencedMemberEpochException("rejoins"), CONSUMER)).isEmpty();
		// What a rebalance listener of the application's threw.
		assertThat(PollFailure.of(new KafkaException(new UnreleasedInstanceIdException("theirs")), CONSUMER)).isEmpty();
	}

	@Test
	void theContainerHearsOfAFailedAuthorization() {
		PollFailure fatal = refused(GroupAuthorizationException.forGroupId("orders"), CONSUMER);
		assertThat(fatal.quiets()).isFalse();
		assertThat(fatal.passes()).isFalse();
		assertThat(fatal.diagnosis().isCurable()).isTrue();
		assertThat(fatal.diagnosis().remedy()).contains("READ on the group 'group'");
	}

	@Test
	void whatTheConsumerComesBackFromIsNotRestarted() {
		for (PollFailure passing : List.of(refused(GroupAuthorizationException.forGroupId("orders"), CLASSIC),
				refused(new TopicAuthorizationException(Set.of("orders")), CONSUMER))) {
			assertThat(passing.quiets()).isFalse();
			assertThat(passing.passes()).isTrue();
			assertThat(passing.diagnosis().isCurable()).isFalse();
		}
	}

	@Test
	void theAclOfATopicIsNamedWhereTheBrokersNameIt() {
		assertThat(refused(new TopicAuthorizationException(Set.of("b", "a")), CLASSIC).diagnosis().remedy())
			.contains("READ on the topic 'a', 'b'");
		assertThat(refused(new TopicAuthorizationException("not authorized"), CLASSIC).diagnosis().remedy())
			.contains("READ on each topic that it subscribes to");
	}

	@Test
	void aMismatchIsOneUnderBothProtocols() {
		for (MemberKind member : List.of(CONSUMER, CLASSIC)) {
			assertThat(PollFailure.of(new InconsistentGroupProtocolException("range"), member)).get()
				.returns(WatchState.PROTOCOL_MISMATCH, (failure) -> failure.diagnosis().state());
		}
	}

	private static PollFailure refused(AuthorizationException thrown, MemberKind member) {
		PollFailure failure = PollFailure.of(thrown, member).orElseThrow();
		assertThat(failure.diagnosis().state()).isEqualTo(WatchState.UNAUTHORIZED);
		return failure;
	}

	private Diagnosis decide(MemberSnapshot seen) {
		return MemberDiagnosis.decide(seen, this.limits).orElseThrow();
	}

	private static MemberSnapshot silentFor(int noHeartbeat, int silence, int coordinator) {
		return new MemberSnapshot(null, ZERO, Duration.ofSeconds(silence), Duration.ofSeconds(noHeartbeat),
				Duration.ofSeconds(coordinator), ZERO, ZERO);
	}

	private static MemberSnapshot seen(int outside, int silence, int inHand, int inFlight) {
		return new MemberSnapshot(null, Duration.ofSeconds(outside), Duration.ofSeconds(silence), ZERO, ZERO,
				Duration.ofSeconds(inHand), Duration.ofSeconds(inFlight));
	}

}
