package io.steadykafka.autoconfigure.internal;

import java.util.List;

import io.steadykafka.listener.internal.ListenerContainers;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.kafka.config.KafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Prepares containers of listeners that are registered while the application runs: there
 * is no other hook between their creation and their start. Forgets those that are
 * unregistered.
 */
class PreparingEndpointRegistry extends KafkaListenerEndpointRegistry {

	private @Nullable ApplicationContext context;

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		super.setApplicationContext(applicationContext);
		this.context = applicationContext;
	}

	@Override
	protected MessageListenerContainer createListenerContainer(KafkaListenerEndpoint endpoint,
			KafkaListenerContainerFactory<?> factory) {
		MessageListenerContainer container = super.createListenerContainer(endpoint, factory);
		if (this.context != null && isPreparationOver(this.context)) {
			this.context.getBeanProvider(ListenerContainers.class)
				.ifAvailable((containers) -> containers.prepare(List.of(container)));
		}
		return container;
	}

	@Override
	public @Nullable MessageListenerContainer unregisterListenerContainer(String id) {
		MessageListenerContainer container = super.unregisterListenerContainer(id);
		if (container != null && this.context != null) {
			this.context.getBeanProvider(ListenerContainers.class)
				.ifAvailable((containers) -> containers.forget(container));
		}
		return container;
	}

	private static boolean isPreparationOver(ApplicationContext context) {
		ContainerPreparation preparation = context.getBeanProvider(ContainerPreparation.class).getIfAvailable();
		return preparation != null && preparation.isRunning();
	}

}
