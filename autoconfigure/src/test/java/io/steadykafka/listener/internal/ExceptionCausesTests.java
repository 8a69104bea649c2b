package io.steadykafka.listener.internal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExceptionCauses}.
 */
class ExceptionCausesTests {

	@Test
	void circlesEnd() {
		IllegalStateException one = new IllegalStateException();
		IllegalArgumentException other = new IllegalArgumentException(one);
		one.initCause(other);
		assertThat(ExceptionCauses.find(one, IllegalArgumentException.class)).isSameAs(other);
		assertThat(ExceptionCauses.find(one, UnsupportedOperationException.class)).isNull();
	}

	@Test
	void nothingHasNoCauses() {
		assertThat(ExceptionCauses.has(null, Throwable.class)).isFalse();
	}

}
