package io.steadykafka.listener.internal.state;

import java.util.List;

import io.steadykafka.listener.internal.state.ContainerState.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContainerState}.
 */
class ContainerStateTests {

	@Test
	void runs() {
		assertThat(running().kind()).isEqualTo(Kind.RUNNING);
	}

	@Test
	void isPausedOnPurpose() {
		assertThat(ContainerState.decide(new ContainerSnapshot(true, true, true, 3, 3, List.of(), List.of(), List.of()))
			.kind()).isEqualTo(Kind.PAUSED);
	}

	@Test
	void wasStoppedOnPurpose() {
		assertThat(stopped(3)).isEqualTo(new ContainerState(Kind.STOPPED, "stopped on purpose"));
	}

	@Test
	void isNotStartedYet() {
		assertThat(stopped(0)).isEqualTo(new ContainerState(Kind.NOT_STARTED, "not started yet"));
	}

	@Test
	void isNotMeantToStart() {
		ContainerState state = ContainerState
			.decide(new ContainerSnapshot(false, false, false, 0, 3, List.of(), List.of(), List.of()));
		assertThat(state.reason()).contains("autoStartup");
	}

	@Test
	void someMembersEnded() {
		assertThat(running("fenced", "fenced"))
			.isEqualTo(new ContainerState(Kind.PARTLY_FAILED, "2 of 3 members ended: fenced"));
	}

	@Test
	void allMembersEndedThoughItSaysThatItRuns() {
		assertThat(running("a", "b", "c").kind()).isEqualTo(Kind.FAILED);
	}

	@Test
	void stoppedByAnErrorHasFailed() {
		assertThat(stopped(3, "b", "a", "b")).isEqualTo(new ContainerState(Kind.FAILED, "a; b"));
	}

	@Test
	void stoppedOnPurposeAfterSomeMembersEndedHasNotFailed() {
		assertThat(stopped(3, "fenced")).isEqualTo(
				new ContainerState(Kind.STOPPED, "stopped on purpose; before that 1 of 3 members ended: fenced"));
	}

	@Test
	void cannotLogInAndTriesAgain() {
		ContainerState state = ContainerState.decide(new ContainerSnapshot(true, false, true, 3, 3, List.of(),
				List.of("no login", "no login"), List.of("log in", "log in")));
		assertThat(state).isEqualTo(new ContainerState(Kind.RETRYING, "no login", "log in"));
	}

	private static ContainerState running(String... failures) {
		return ContainerState
			.decide(new ContainerSnapshot(true, false, true, 3, 3, List.of(failures), List.of(), List.of()));
	}

	private static ContainerState stopped(int members, String... failures) {
		return ContainerState
			.decide(new ContainerSnapshot(false, false, true, members, 3, List.of(failures), List.of(), List.of()));
	}

}
