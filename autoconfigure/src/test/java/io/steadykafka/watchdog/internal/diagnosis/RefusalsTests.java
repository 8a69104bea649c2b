package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Refusals}.
 */
class RefusalsTests {

	private static final MemberKind KIND = new MemberKind("group", true, true, "", 45_000, true);

	private final Refusals refusals = new Refusals();

	private final Diagnosis refused = PollFailure.of(new UnreleasedInstanceIdException("taken"), KIND)
		.orElseThrow()
		.diagnosis();

	@Test
	void whoIsRefusedForLongerThanASessionHasARunningInstanceBesideIt() {
		assertThat(judge(this.refused, -100).severity()).isEqualTo(Severity.CURING);
		assertThat(judge(this.refused, -40).severity()).isEqualTo(Severity.CURING);
		Diagnosis down = judge(this.refused, -39);
		assertThat(down.severity()).isEqualTo(Severity.DOWN);
		assertThat(down.reason()).contains("another running instance has its group.instance.id");
		assertThat(down.isCurable()).isTrue();
	}

	@Test
	void whoJoinedOrFailedOnSomethingElseBeginsAnew() {
		judge(this.refused, 0);
		this.refusals.over();
		assertThat(judge(this.refused, 61).severity()).isEqualTo(Severity.CURING);
		Diagnosis other = PollFailure.of(new GroupMaxSizeReachedException("full"), KIND).orElseThrow().diagnosis();
		assertThat(judge(other, 130)).isSameAs(other);
		assertThat(judge(this.refused, 131).severity()).isEqualTo(Severity.CURING);
	}

	@Test
	void whoStillHasNoProtocolAfterARestartIsDown() {
		Diagnosis first = unsupported();
		assertThat(judge(first, 0).severity()).isEqualTo(Severity.CURING);
		assertThat(judge(first, 1).severity()).isEqualTo(Severity.CURING);
		Diagnosis second = judge(unsupported(), 2);
		assertThat(second.severity()).isEqualTo(Severity.DOWN);
		assertThat(second.isCurable()).isTrue();
		this.refusals.over();
		assertThat(judge(unsupported(), 3).severity()).isEqualTo(Severity.CURING);
	}

	private static Diagnosis unsupported() {
		return PollFailure.of(new UnsupportedVersionException("not here"), KIND).orElseThrow().diagnosis();
	}

	private Diagnosis judge(Diagnosis diagnosis, int seconds) {
		return this.refusals.judge(diagnosis, Duration.ofSeconds(seconds).toNanos());
	}

}
