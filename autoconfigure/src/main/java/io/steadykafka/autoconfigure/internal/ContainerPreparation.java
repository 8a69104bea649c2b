package io.steadykafka.autoconfigure.internal;

import java.util.ArrayList;
import java.util.List;

import io.steadykafka.autoconfigure.internal.properties.OptOuts;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;

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
public final class ContainerPreparation implements SmartLifecycle {

	private final ObjectProvider<KafkaListenerEndpointRegistry> registries;

	private final ListableBeanFactory beans;

	private final ListenerContainers containers;

	private final OptOuts optOuts;

	private final Runnable refusal;

	private final Containment containment;

	private volatile boolean running;

	public ContainerPreparation(ObjectProvider<KafkaListenerEndpointRegistry> registries, ListableBeanFactory beans,
			ListenerContainers containers, OptOuts optOuts, Runnable refusal, Containment containment) {
		this.registries = registries;
		this.beans = beans;
		this.containers = containers;
		this.optOuts = optOuts;
		this.refusal = refusal;
		this.containment = containment;
	}

	@Override
	public void start() {
		// From here on a listener that is registered meanwhile is prepared by its
		// registry.
		this.running = true;
		this.containment.run("preparation of listener containers", () -> this.containers.prepare(findAll()));
		this.optOuts.warnOfUnknown();
		this.refusal.run();
	}

	private List<MessageListenerContainer> findAll() {
		List<MessageListenerContainer> all = new ArrayList<>();
		this.registries.stream().forEach((registry) -> all.addAll(registry.getListenerContainers()));
		all.addAll(this.beans.getBeansOfType(MessageListenerContainer.class, false, false).values());
		return all;
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
