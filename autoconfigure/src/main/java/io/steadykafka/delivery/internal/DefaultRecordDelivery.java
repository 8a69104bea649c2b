package io.steadykafka.delivery.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.steadykafka.delivery.OverlongListener;
import io.steadykafka.delivery.internal.consumer.CommittingConsumer;
import io.steadykafka.delivery.internal.consumer.PacedConsumer;
import io.steadykafka.delivery.internal.consumer.PolledConsumer;
import io.steadykafka.delivery.internal.dispatch.DeliveryBatch;
import io.steadykafka.delivery.internal.dispatch.TrackedBatchInterceptor;
import io.steadykafka.delivery.internal.dispatch.TrackedBatchListener;
import io.steadykafka.delivery.internal.dispatch.TrackedRecordListener;
import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.session.CurrentMember;
import io.steadykafka.delivery.internal.session.Member;
import io.steadykafka.delivery.internal.session.PacedMember;
import io.steadykafka.delivery.internal.session.PollLimits;
import io.steadykafka.delivery.internal.session.PollListeners;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.ListenerWrapper;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ConsumerPostProcessor;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppingEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Wraps each consumer that a listener's factory makes, and each listener. Which member a
 * consumer is of shows when it is polled: on that thread the member said before that it
 * starts.
 */
final class DefaultRecordDelivery implements RecordDelivery {

	private static final Log logger = LogFactory.getLog(RecordDelivery.class);

	private final Function<ListenerContainer, Options> options;

	private final ListenerContainers containers;

	private final Supplier<List<DeliveryRule>> lookUp;

	private final Supplier<List<OverlongListener>> overlongListeners;

	private final Supplier<List<SessionListener>> pollListenersLookUp;

	private final LongSupplier nanoTime;

	private final Containment containment;

	private final Map<ListenerContainer, WorkCounters> works = new ConcurrentHashMap<>();

	private final CurrentMember current = new CurrentMember();

	private final ConsumerPostProcessor<?, ?> postProcessor = new Wrapping<>();

	private volatile List<DeliveryRule> rules = List.of();

	private volatile List<SessionListener> pollListeners = List.of();

	DefaultRecordDelivery(Function<ListenerContainer, Options> options, ListenerContainers containers,
			Supplier<List<DeliveryRule>> rules, Supplier<List<OverlongListener>> overlongListeners,
			Supplier<List<SessionListener>> pollListeners, LongSupplier nanoTime, Containment containment) {
		this.options = options;
		this.containers = containers;
		this.lookUp = rules;
		this.overlongListeners = overlongListeners;
		this.pollListenersLookUp = pollListeners;
		this.nanoTime = nanoTime;
		this.containment = containment;
	}

	@Override
	public Optional<String> obstacle(ListenerContainer listener) {
		if (Boolean
			.parseBoolean(String.valueOf(listener.consumerConfig().get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)))) {
			return Optional.of("its consumers commit by themselves: enable.auto.commit=true");
		}
		if (!takesPostProcessor(listener.consumerFactory())) {
			return Optional.of("its consumer factory does not take a ConsumerPostProcessor");
		}
		return Optional.empty();
	}

	@SuppressWarnings("unchecked")
	private <K, V> boolean takesPostProcessor(ConsumerFactory<K, V> factory) {
		ConsumerPostProcessor<K, V> wrapping = (ConsumerPostProcessor<K, V>) this.postProcessor;
		if (!factory.getPostProcessors().contains(wrapping)) {
			factory.addPostProcessor(wrapping);
		}
		return factory.getPostProcessors().contains(wrapping);
	}

	@Override
	public Optional<ListenerWork> work(ListenerContainer listener) {
		return Optional.ofNullable(this.works.get(listener));
	}

	@Override
	public List<Setting> settings(ListenerContainer listener) {
		return DeliverySettings.of(listener, this.options.apply(listener), obstacle(listener));
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (obstacle(listener).isPresent()) {
			return;
		}
		// Not when a member starts: beans are not looked up on the consumer's thread.
		this.rules = this.lookUp.get();
		this.pollListeners = this.pollListenersLookUp.get();
		List<OverlongListener> told = this.overlongListeners.get();
		this.works.put(listener, new WorkCounters((record) -> told.forEach((each) -> this.containment
			.run("listener for overlong records", () -> each.overlong(listener, record)))));
		ContainerProperties properties = listener.container().getContainerProperties();
		Options options = this.options.apply(listener);
		if (options.asyncCommits()) {
			properties.setSyncCommits(false);
		}
		if (properties.getShutdownTimeout() == ContainerProperties.DEFAULT_SHUTDOWN_TIMEOUT) {
			properties.setShutdownTimeout(options.stopTimeout().toMillis());
		}
		ListenerWrapper.wrap(properties, this::watched);
		if (listener.isBatch() && listener.isTransactional()) {
			watchInterceptor(listener.container());
		}
	}

	private Object watched(Object present) {
		if (present instanceof BatchMessageListener<?, ?> batch) {
			return TrackedBatchListener.of(batch, this.current::get);
		}
		return (present instanceof MessageListener<?, ?> single) ? TrackedRecordListener.of(single, this.current::get)
				: present;
	}

	private <K, V> void watchInterceptor(AbstractMessageListenerContainer<K, V> container) {
		BatchInterceptor<K, V> present = container.getBatchInterceptor();
		if (present != null) {
			container.setBatchInterceptor(new TrackedBatchInterceptor<>(present, this.current::get));
		}
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.works.remove(listener);
	}

	@Override
	public void onApplicationEvent(KafkaEvent event) {
		if (event instanceof ConsumerStartingEvent) {
			this.containment.run("start of a member", () -> started(event.getContainer(MessageListenerContainer.class),
					event.getSource(MessageListenerContainer.class)));
		}
		else if (event instanceof ConsumerStoppingEvent) {
			this.containment.run("stop of a member", this::stopping);
		}
		else if (event instanceof ConsumerStoppedEvent) {
			this.containment.run("stop of a member", this::stopped);
		}
	}

	private void started(MessageListenerContainer container, MessageListenerContainer child) {
		ListenerContainer listener = this.containers.find(container).orElse(null);
		WorkCounters work = (listener != null) ? this.works.get(listener) : null;
		if (listener != null && work != null) {
			Member member = new Member(listener, work, optionsOf(listener), PollLimits.of(listener.consumerConfig()),
					child::isRunning, this.nanoTime);
			work.joined(member);
			this.current.set(new PacedMember(member, kind(listener), this.rules, this.containment), new PollListeners(
					listener, child, this.pollListeners, recommitInterval(listener), this.containment), child);
		}
	}

	private void stopping() {
		Member member = this.current.get();
		if (member != null) {
			// Before the container makes its last commit.
			member.await(member.inFlight().partitions());
		}
	}

	private void stopped() {
		Member member = this.current.get();
		if (member != null) {
			member.work().left(member);
			this.current.ended();
			logger.info("A member of " + member.listener() + " stopped: " + member.summary().describe());
		}
	}

	private Options optionsOf(ListenerContainer listener) {
		ContainerProperties properties = listener.container().getContainerProperties();
		Options options = this.options.apply(listener);
		// An idle time between polls bounds the records of that time by those of a poll.
		Duration window = (properties.getIdleBetweenPolls() > 0) ? Duration.ZERO : options.redoWindow();
		return new Options(window, options.asyncCommits(), Duration.ofMillis(properties.getShutdownTimeout()),
				options.slowRecord(), options.departure(), options.recommitInterval());
	}

	private Duration recommitInterval(ListenerContainer listener) {
		// Transactions commit through their producers.
		return (listener.speaksConsumerProtocol() && !listener.isTransactional())
				? this.options.apply(listener).recommitInterval() : Duration.ZERO;
	}

	private static DeliveryBatch.Kind kind(ListenerContainer listener) {
		if (listener.isBatch()) {
			return DeliveryBatch.Kind.BATCH;
		}
		return (listener.isAsync()) ? DeliveryBatch.Kind.ACKNOWLEDGED_LATER : DeliveryBatch.Kind.ONE_BY_ONE;
	}

	private final class Wrapping<K, V> implements ConsumerPostProcessor<K, V> {

		@Override
		public Consumer<K, V> apply(Consumer<K, V> consumer) {
			LongSupplier nanoTime = DefaultRecordDelivery.this.nanoTime;
			CurrentMember current = DefaultRecordDelivery.this.current;
			IdlePartitions<K, V> quiet = new IdlePartitions<>(consumer, nanoTime);
			CommittingConsumer<K, V> committing = new CommittingConsumer<>(quiet, nanoTime);
			return new PolledConsumer<>(new PacedConsumer<>(committing, () -> current.claim(consumer)), committing,
					quiet, nanoTime, () -> current.claimPolls(consumer));
		}

	}

}
