package io.steadykafka.operations.internal.log;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoggedFailureTests {

	@Test
	void keepsWhereItComesFromAndReplacesWhatBreaksLines() {
		IllegalStateException original = new IllegalStateException("a\nb", new IllegalArgumentException("c\rd"));
		LoggedFailure logged = LoggedFailure.of(original);
		assertThat(logged).hasMessage("java.lang.IllegalStateException: a?b");
		assertThat(logged.getStackTrace()).isEqualTo(original.getStackTrace());
		assertThat(logged.getCause()).hasMessage("java.lang.IllegalArgumentException: c?d");
	}

	@Test
	void aLongChainOfCausesIsCut() {
		Throwable deep = new IllegalStateException("0");
		for (int i = 1; i < 50; i++) {
			deep = new IllegalStateException("" + i, deep);
		}
		int causes = 0;
		for (Throwable each = LoggedFailure.of(deep).getCause(); each != null; each = each.getCause()) {
			causes++;
		}
		assertThat(causes).isEqualTo(5);
	}

}
