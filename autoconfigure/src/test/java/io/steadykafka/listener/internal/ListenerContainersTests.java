package io.steadykafka.listener.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerContainers}.
 */
class ListenerContainersTests {

	private final List<String> calls = new ArrayList<>();

	private final Containment containment = new Containment();

	private final ListenerContainers containers = new ListenerContainers(() -> List.of(new Preparer()),
			(container) -> "out".equals(container.getListenerId()), this.containment);

	private final ListenerContainer first = Listeners.subscribed("first", "group");

	@Test
	void aContainerIsPreparedOnce() {
		this.containers.prepare(List.of(this.first.container(), this.first.container()));
		this.containers.prepare(List.of(this.first.container()));
		assertThat(this.calls).containsExactly("prepare first");
		assertThat(this.containers.all()).containsExactly(this.first);
		assertThat(this.containers.find(this.first.container())).contains(this.first);
	}

	@Test
	void aForgottenContainerIsPreparedAgainWhenItComesBack() {
		this.containers.prepare(List.of(this.first.container()));
		this.containers.forget(this.first.container());
		assertThat(this.containers.all()).isEmpty();
		this.containers.prepare(List.of(this.first.container()));
		assertThat(this.calls).containsExactly("prepare first", "forget first", "prepare first");
	}

	@Test
	void aRunningContainerIsLeftAlone() {
		ConcurrentMessageListenerContainer<Object, Object> running = new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", "a:1")),
				new ContainerProperties("orders")) {

			@Override
			public boolean isRunning() {
				return true;
			}

		};
		this.containers.prepare(List.of(running));
		assertThat(this.calls).isEmpty();
		assertThat(this.containers.all()).isEmpty();
	}

	@Test
	void whyAListenerIsNotProtectedIsKnownUntilItIsForgotten() {
		ListenerContainers failing = new ListenerContainers(() -> List.of((listener) -> {
			throw new ArithmeticException("long overflow");
		}, new Preparer()), (container) -> false, this.containment);
		failing.prepare(List.of(this.first.container()));
		assertThat(this.calls).containsExactly("prepare first");
		assertThat(failing.unprotected()).hasSize(1);
		assertThat(failing.unprotected().get("first")).contains("ArithmeticException: long overflow");
		failing.forget(this.first.container());
		assertThat(failing.unprotected()).isEmpty();
	}

	@Test
	void listenersOfAGroupKnowOfEachOtherAlsoOfThoseThatOptedOut() {
		ListenerContainer second = Listeners.subscribed("second", "group");
		ListenerContainer out = Listeners.subscribed("out", "group");
		ListenerContainer otherGroup = Listeners.subscribed("third", "other");
		ListenerContainer otherCluster = Listeners.subscribed("fourth", "group", Map.of("bootstrap.servers", "b:1"));
		ListenerContainer byHand = Listeners.assignedByHand("fifth", "group");
		this.containers.prepare(List.of(this.first.container(), second.container(), out.container(),
				otherGroup.container(), otherCluster.container(), byHand.container()));
		assertThat(this.containers.sharingGroupWith(this.first)).containsExactlyInAnyOrder(second, out);
		assertThat(this.containers.all()).doesNotContain(out);
	}

	@Test
	void serversAreTheSameInAnyOrderAndForm() {
		assertThat(Listeners.subscribed("a", "g", Map.of("bootstrap.servers", List.of("b:2", "a:1"))).servers())
			.isEqualTo(Listeners.subscribed("b", "g", Map.of("bootstrap.servers", "a:1, b:2")).servers());
	}

	/**
	 * Remembers what it was called for.
	 */
	private final class Preparer implements ContainerPreparer {

		@Override
		public void prepare(ListenerContainer listener) {
			ListenerContainersTests.this.calls.add("prepare " + listener.id());
		}

		@Override
		public void forget(ListenerContainer listener) {
			ListenerContainersTests.this.calls.add("forget " + listener.id());
		}

	}

}
