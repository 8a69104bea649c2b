package io.steadykafka.autoconfigure.internal;

import java.util.function.Predicate;

import io.steadykafka.autoconfigure.internal.properties.WatchdogProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.listener.internal.ListenerContainer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Listeners whose members the watchdog starts again.
 *
 * @param watchdog what it is to do
 * @param handOvers by whose consumers it hears of polls, if they are not switched off
 */
public record RestartedListeners(WatchdogProperties watchdog,
		ObjectProvider<RecordDelivery> handOvers) implements Predicate<ListenerContainer> {

	@Override
	public boolean test(ListenerContainer listener) {
		return this.watchdog.enabled() && this.watchdog.restart()
				&& listener.container() instanceof ConcurrentMessageListenerContainer
				&& this.handOvers.stream().anyMatch((present) -> present.obstacle(listener).isEmpty());
	}

}
