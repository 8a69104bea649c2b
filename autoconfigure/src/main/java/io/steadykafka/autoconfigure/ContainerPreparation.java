package io.steadykafka.autoconfigure;

import io.steadykafka.listener.ListenerContainers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * Prepares all containers before any of them starts.
 * <p>
 * The registry comes through a provider: were it injected directly, the lifecycle
 * processor would start it first.
 */
final class ContainerPreparation implements SmartLifecycle {

	private final ObjectProvider<KafkaListenerEndpointRegistry> registry;

	private final ListenerContainers containers;

	private volatile boolean running;

	ContainerPreparation(ObjectProvider<KafkaListenerEndpointRegistry> registry, ListenerContainers containers) {
		this.registry = registry;
		this.containers = containers;
	}

	@Override
	public void start() {
		this.registry.ifAvailable((all) -> all.getAllListenerContainers().forEach(this.containers::prepare));
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// Before containers of whatever phase.
		return Integer.MIN_VALUE;
	}

}
