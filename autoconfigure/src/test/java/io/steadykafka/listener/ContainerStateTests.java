package io.steadykafka.listener;

import java.util.List;

import io.steadykafka.listener.ContainerState.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContainerState}.
 */
class ContainerStateTests {

	private static final boolean RUNNING = true;

	private static final boolean STOPPED = false;

	@Test
	void runs() {
		assertThat(state(RUNNING, true)).isEqualTo(Kind.RUNNING);
	}

	@Test
	void isPausedOnPurpose() {
		assertThat(ContainerState.decide(new ContainerSight(true, true, true, true, 3, List.of(), List.of())).kind())
			.isEqualTo(Kind.PAUSED);
	}

	@Test
	void wasStoppedOnPurpose() {
		assertThat(state(STOPPED, true)).isEqualTo(Kind.STOPPED);
	}

	@Test
	void isNotStartedYet() {
		ContainerState state = ContainerState
			.decide(new ContainerSight(false, false, true, false, 3, List.of(), List.of()));
		assertThat(state).isEqualTo(new ContainerState(Kind.NOT_STARTED, "not started yet"));
	}

	@Test
	void isNotMeantToStart() {
		ContainerState state = ContainerState
			.decide(new ContainerSight(false, false, false, false, 3, List.of(), List.of()));
		assertThat(state.reason()).contains("autoStartup");
	}

	@Test
	void someMembersEnded() {
		ContainerState state = ContainerState
			.decide(new ContainerSight(true, false, true, true, 3, List.of("fenced", "fenced"), List.of()));
		assertThat(state).isEqualTo(new ContainerState(Kind.PARTLY_FAILED, "2 of 3 members ended: fenced"));
	}

	@Test
	void allMembersEndedThoughItSaysThatItRuns() {
		assertThat(state(RUNNING, true, "a", "b", "c")).isEqualTo(Kind.FAILED);
	}

	@Test
	void cannotLogInAndTriesAgain() {
		ContainerState state = ContainerState
			.decide(new ContainerSight(true, false, true, true, 3, List.of(), List.of("no login", "no login")));
		assertThat(state).isEqualTo(new ContainerState(Kind.RETRYING, "no login"));
	}

	@Test
	void stoppedByAnErrorHasFailed() {
		ContainerState state = ContainerState
			.decide(new ContainerSight(false, false, true, true, 3, List.of("b", "a", "b"), List.of()));
		assertThat(state).isEqualTo(new ContainerState(Kind.FAILED, "a; b"));
	}

	private static Kind state(boolean running, boolean everStarted, String... failures) {
		return ContainerState
			.decide(new ContainerSight(running, false, true, everStarted, 3, List.of(failures), List.of()))
			.kind();
	}

}
