package io.steadykafka.listener.internal.state;

import java.util.List;

import io.steadykafka.listener.internal.ContainerEvents;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.state.ContainerState.Kind;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ContainerStates}: the orders of events that no container gives on
 * demand.
 */
class ContainerStatesTests {

	private final Containment containment = new Containment();

	private final AbstractMessageListenerContainer<?, ?> container = Listeners.subscribed("listener", "group")
		.container();

	private final ListenerContainers containers = new ListenerContainers(() -> List.of(this.states, this.events),
			(candidate) -> false, this.containment);

	private final ContainerStates states = new ContainerStates(this.containers);

	private final ContainerEvents events = new ContainerEvents(this.containers, () -> List.of(this.states),
			this.containment);

	@BeforeEach
	void prepare() {
		this.containers.prepare(List.of(this.container));
	}

	@Test
	void aMemberThatEndsWithoutAnEventHasFailed() {
		MessageListenerContainer member = member("listener-0", false);
		this.events.onApplicationEvent(new ConsumerStartingEvent(member, this.container));
		this.events.onApplicationEvent(new ConsumerStartedEvent(member, this.container));
		assertThat(state()).isEqualTo(
				new ContainerState(Kind.FAILED, "ended with an error, see the log", ContainerRemedies.START_AGAIN));
	}

	@Test
	void lateNewsOfAMemberThatWasReplacedIsIgnored() {
		MessageListenerContainer old = member("listener-0", true);
		MessageListenerContainer replacement = member("listener-0", true);
		this.events.onApplicationEvent(new ConsumerStartingEvent(old, this.container));
		this.events.onApplicationEvent(new ConsumerStartingEvent(replacement, this.container));
		this.events.onApplicationEvent(new ConsumerStoppedEvent(old, this.container, Reason.AUTH));
		assertThat(state().kind()).isEqualTo(Kind.STOPPED);
		this.events.onApplicationEvent(new ConsumerStoppedEvent(replacement, this.container, Reason.AUTH));
		assertThat(state().kind()).isEqualTo(Kind.FAILED);
	}

	@Test
	void aRestartThatFailsToStartHasFailed() {
		this.events.onApplicationEvent(new ConsumerStartingEvent(member("listener-0", true), this.container));
		this.events.onApplicationEvent(new ConsumerFailedToStartEvent(member("listener-0", true), this.container));
		assertThat(state().kind()).isEqualTo(Kind.FAILED);
		assertThat(state().reason()).startsWith("did not start in time");
	}

	@Test
	void aRestartWithFewerMembersForgetsTheOthers() {
		MessageListenerContainer second = member("listener-1", true);
		this.events.onApplicationEvent(new ConsumerStartingEvent(member("listener-0", true), this.container));
		this.events.onApplicationEvent(new ConsumerStartingEvent(second, this.container));
		this.events.onApplicationEvent(new ConsumerStoppedEvent(second, this.container, Reason.FENCED));
		this.events.onApplicationEvent(new ConsumerStartingEvent(member("listener-0", true), this.container));
		assertThat(state().reason()).isEqualTo("stopped on purpose");
	}

	@Test
	void eventsOfContainersThatAreNotLookedAfterAreIgnored() {
		AbstractMessageListenerContainer<?, ?> other = Listeners.subscribed("other", "group").container();
		this.events.onApplicationEvent(new ConsumerStartingEvent(member("other-0", true), other));
		assertThat(this.containment.failures()).isZero();
		assertThat(state().kind()).isEqualTo(Kind.NOT_STARTED);
	}

	@Test
	void aForgottenListenerBeginsAnew() {
		this.events.onApplicationEvent(new ConsumerStartingEvent(member("listener-0", true), this.container));
		ListenerContainer listener = this.containers.all().get(0);
		this.states.forget(listener);
		assertThat(this.states.of(listener).kind()).isEqualTo(Kind.NOT_STARTED);
	}

	private ContainerState state() {
		return this.states.of(this.containers.all().get(0));
	}

	private static MessageListenerContainer member(String id, boolean inExpectedState) {
		MessageListenerContainer member = mock();
		given(member.getListenerId()).willReturn(id);
		given(member.isInExpectedState()).willReturn(inExpectedState);
		return member;
	}

}
