package io.steadykafka.listener.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Containment}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContainmentTests {

	private final Containment containment = new Containment();

	@Test
	void failuresAreCountedAndLoggedOnce(CapturedOutput output) {
		this.containment.run("part one", ContainmentTests::fail);
		this.containment.run("part one", ContainmentTests::fail);
		this.containment.run("part two", ContainmentTests::fail);
		assertThat(this.containment.failures()).isEqualTo(3);
		assertThat(output).containsOnlyOnce("Steady Kafka's part one failed;")
			.containsOnlyOnce("Steady Kafka's part two failed;");
	}

	@Test
	void questionThatFailsHasAnAnswer() {
		assertThat(this.containment.get("part", () -> "answer", "otherwise")).isEqualTo("answer");
		assertThat(this.containment.get("part", () -> {
			throw new IllegalStateException("expected");
		}, "otherwise")).isEqualTo("otherwise");
		assertThat(this.containment.failures()).isEqualTo(1);
	}

	@Test
	void errorsAreContainedLikeExceptions() {
		this.containment.run("part", () -> {
			throw new StackOverflowError();
		});
		assertThat(this.containment.failures()).isEqualTo(1);
	}

	private static void fail() {
		throw new IllegalStateException("expected by the test");
	}

}
