package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.MemberLimits;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link MemberSlot}.
 */
class MemberSlotTests {

	private static final MemberKind KIND = new MemberKind("group", true, false, "one", 45_000, true);

	private static final Duration LONG = Duration.ofMinutes(5);

	private static final MemberLimits LIMITS = new MemberLimits(LONG, LONG, LONG, LONG, LONG);

	private static final MemberSlot.Moment MOMENT = new MemberSlot.Moment(1, Duration.ZERO, Duration.ZERO, Set.of(),
			Set::of);

	private final PolledMember polled = new PolledMember(KIND, Map::of, () -> {
	}, () -> 1);

	private final MemberSlot slot = new MemberSlot(mock(MessageListenerContainer.class), this.polled);

	@Test
	void theReasonDoesNotGrowWithEachRestartThatIsInVain() {
		this.polled.threw(new FencedInstanceIdException("expected by the test"));
		String fenced = diagnosis().reason();
		for (int restart = 0; restart < 3; restart++) {
			this.slot.restarting(diagnosis());
			this.polled.ended();
			assertThat(diagnosis().reason()).isEqualTo(fenced + "; it is being restarted");
			this.slot.notStarted("obstacle " + restart);
			assertThat(diagnosis().reason()).isEqualTo(fenced + "; it could not be started again: obstacle " + restart);
		}
	}

	private Diagnosis diagnosis() {
		return this.slot.diagnose(LIMITS, MOMENT).orElseThrow();
	}

}
