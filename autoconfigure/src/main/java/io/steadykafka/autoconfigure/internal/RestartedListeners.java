package io.steadykafka.autoconfigure.internal;

import java.util.function.Predicate;

import io.steadykafka.autoconfigure.internal.properties.WatchdogProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.listener.internal.ListenerContainer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Matches listeners whose members the watchdog restarts.
 */
public record RestartedListeners(WatchdogProperties watchdog,
		ObjectProvider<RecordDelivery> deliveries) implements Predicate<ListenerContainer> {

	@Override
	public boolean test(ListenerContainer listener) {
		return this.watchdog.enabled() && this.watchdog.restart()
				&& listener.container() instanceof ConcurrentMessageListenerContainer
				&& this.deliveries.stream().anyMatch((present) -> present.obstacle(listener).isEmpty());
	}

}
