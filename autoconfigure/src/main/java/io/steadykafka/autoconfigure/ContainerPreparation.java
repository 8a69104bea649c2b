package io.steadykafka.autoconfigure;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.ListenerContainers;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Prepares all containers before any of them starts: those of the listener methods, and
 * those that are beans.
 * <p>
 * Registries come through a provider: were one injected directly, the lifecycle processor
 * would start it first. They are not asked for all containers, because they would make
 * prototypes for the answer.
 */
final class ContainerPreparation implements SmartLifecycle {

	private final ObjectProvider<KafkaListenerEndpointRegistry> registries;

	private final ListableBeanFactory beans;

	private final ListenerContainers containers;

	private final Containment containment;

	private volatile boolean running;

	ContainerPreparation(ObjectProvider<KafkaListenerEndpointRegistry> registries, ListableBeanFactory beans,
			ListenerContainers containers, Containment containment) {
		this.registries = registries;
		this.beans = beans;
		this.containers = containers;
		this.containment = containment;
	}

	@Override
	public void start() {
		this.containment.run("preparation of listener containers", this::prepareAll);
		this.running = true;
	}

	private void prepareAll() {
		this.registries.stream()
			.flatMap((registry) -> registry.getListenerContainers().stream())
			.forEach(this.containers::prepare);
		this.beans.getBeansOfType(MessageListenerContainer.class, false, false)
			.values()
			.forEach(this.containers::prepare);
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
