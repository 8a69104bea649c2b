package io.steadykafka.failure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Causes}.
 */
class CausesTests {

	@Test
	void circlesEnd() {
		IllegalStateException one = new IllegalStateException();
		IllegalArgumentException other = new IllegalArgumentException(one);
		one.initCause(other);
		assertThat(Causes.find(one, IllegalArgumentException.class)).isSameAs(other);
		assertThat(Causes.find(one, UndeliverableException.class)).isNull();
	}

}
