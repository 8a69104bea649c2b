package io.steadykafka.endpoint.internal.operation;

import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GroupListenersTests {

	private final GroupListeners listeners = new GroupListeners(
			() -> Map.of("orders", "single", "first", "shared", "second", "shared"), (id) -> id + " runs");

	@Test
	void theOnlyListenerOfAGroupNeedNotBeNamed() {
		assertThat(this.listeners.choose("single", none())).isEqualTo("orders");
		assertThat(this.listeners.choose("single", named("orders"))).isEqualTo("orders");
	}

	@Test
	void oneOfSeveralIsNamed() {
		assertThat(this.listeners.choose("shared", named("second"))).isEqualTo("second");
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.listeners.choose("shared", none()))
			.satisfies((ex) -> assertThat(ex.allowed()).containsExactly("first", "second"));
	}

	@Test
	void aListenerOfAnotherGroupIsNotFound() {
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> this.listeners.choose("shared", named("orders")))
			.withMessage("Group 'shared' has no listener 'orders' in this instance. It has [first, second]");
	}

	@Test
	void aGroupWithoutListenersHereIsNotFound() {
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> this.listeners.choose("other\n", none()))
			.withMessage("This instance has no listener of group 'other?'");
	}

	@Test
	void statesAreThoseThatAreTold() {
		assertThat(this.listeners.state("orders")).isEqualTo("orders runs");
	}

	private static Arguments none() {
		return new Arguments(Map.of());
	}

	private static Arguments named(String listener) {
		return new Arguments(Map.of("listener", listener));
	}

}
