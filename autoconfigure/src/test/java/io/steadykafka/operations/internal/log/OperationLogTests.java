package io.steadykafka.operations.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class OperationLogTests {

	private static final OperationCall PAUSE = new OperationCall(Operation.PAUSE, "orders", "alice");

	private final List<OperationEntry> audited = new ArrayList<>();

	private final Containment containment = new Containment();

	private final OperationLog log = new OperationLog(() -> List.of(this.audited::add), this.containment);

	@Test
	void whatWasDoneIsOneLineAnEventAndCounted(CapturedOutput output) {
		String id = this.log.run(PAUSE, () -> result(null, true), (given, result) -> given);
		assertThat(output).containsOnlyOnce("Operation " + id + ": pause of listener 'orders' in group 'orders', asked "
				+ "for by 'alice', done. Before: running. After: paused");
		assertThat(this.audited).singleElement().satisfies((entry) -> {
			assertThat(entry.id()).isEqualTo(id).hasSize(8);
			assertThat(entry.call()).isEqualTo(PAUSE);
			assertThat(entry.outcome()).isEqualTo(OperationOutcome.DONE);
		});
		assertThat(this.log.count(Operation.PAUSE, OperationOutcome.DONE)).isEqualTo(1);
		assertThat(this.log.count(Operation.PAUSE, OperationOutcome.FAILED)).isZero();
	}

	@Test
	void anIdOfTheResultIsTheOperationsId() {
		assertThat(this.log.<String>run(PAUSE, () -> result("r-1", true), (id, result) -> id)).isEqualTo("r-1");
	}

	@Test
	void whatWasNotWhollyDoneFailed(CapturedOutput output) {
		this.log.run(PAUSE, () -> result(null, false), (id, result) -> id);
		assertThat(output).contains("asked for by 'alice', failed. Before: running. After: paused");
		assertThat(this.log.count(Operation.PAUSE, OperationOutcome.FAILED)).isEqualTo(1);
	}

	@Test
	void whatIsRefusedSaysWhyAndThatNothingChanged(CapturedOutput output) {
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> fail(new NoSuchElementException("x")));
		assertThatIllegalStateException().isThrownBy(() -> fail(new IllegalStateException("later")));
		assertThat(output).contains(": pause in group 'orders', asked for by 'alice', refused, nothing changed: x")
			.contains("refused, nothing changed: later");
		assertThat(this.log.count(Operation.PAUSE, OperationOutcome.REFUSED)).isEqualTo(2);
		assertThat(this.audited).extracting(OperationEntry::problem).containsExactly("x", "later");
	}

	@Test
	void whatWasDoneInPartIsNotCalledUnchanged(CapturedOutput output) {
		assertThatIllegalStateException().isThrownBy(() -> fail(new PartlyDoneException("by 1 of 2 instances")));
		assertThat(output).contains("asked for by 'alice', failed: by 1 of 2 instances");
		assertThat(this.log.count(Operation.PAUSE, OperationOutcome.FAILED)).isEqualTo(1);
	}

	@Test
	void whatIsUnexpectedIsLoggedWithItsTrace(CapturedOutput output) {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> fail(new UnsupportedOperationException("never\nFAKE line")));
		assertThat(output).containsOnlyOnce("WARN")
			.contains("failed: java.lang.UnsupportedOperationException: never?FAKE line")
			.contains("at io.steadykafka.operations.internal.log.OperationLogTests")
			.doesNotContain("\nFAKE");
		assertThat(this.log.count(Operation.PAUSE, OperationOutcome.FAILED)).isEqualTo(1);
	}

	@Test
	void textsFromOutsideStayInOneLine(CapturedOutput output) {
		this.log.run(new OperationCall(Operation.STOP, "g\nFAKE line", "eve\u202e"),
				() -> new OperationResult(null, true, "listener '\r\n'", new Change("\n", "x".repeat(5_000)), Map.of()),
				(id, result) -> id);
		assertThat(output).contains("stop of listener '??' in group 'g?FAKE line', asked for by 'eve?', done")
			.doesNotContain("x".repeat(1_001));
	}

	@Test
	void aListenerThatFailsDoesNotFailWhatWasDone() {
		OperationLog other = new OperationLog(() -> {
			throw new UnsupportedOperationException("no audit");
		}, this.containment);
		assertThat(other.<Boolean>run(PAUSE, () -> result(null, true), (id, result) -> result.done())).isTrue();
		assertThat(this.containment.failures()).isEqualTo(1);
	}

	private void fail(RuntimeException exception) {
		this.log.run(PAUSE, () -> {
			throw exception;
		}, (id, result) -> id);
	}

	private static OperationResult result(@Nullable String id, boolean done) {
		return new OperationResult(id, done, "listener 'orders'", new Change("running", "paused"), Map.of());
	}

}
