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
import io.steadykafka.delivery.internal.consumer.SteadyConsumer;
import io.steadykafka.delivery.internal.dispatch.DeliveryMode;
import io.steadykafka.delivery.internal.dispatch.PollLimits;
import io.steadykafka.delivery.internal.dispatch.TrackedBatchInterceptor;
import io.steadykafka.delivery.internal.dispatch.TrackedBatchListener;
import io.steadykafka.delivery.internal.dispatch.TrackedRecordListener;
import io.steadykafka.delivery.internal.session.DeliveryOptions;
import io.steadykafka.delivery.internal.session.MemberHooks;
import io.steadykafka.delivery.internal.session.MemberSession;
import io.steadykafka.delivery.internal.session.SessionThread;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerWrapper;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ConsumerPostProcessor;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Delivers records to listeners in batches that they finish within the redo window, so
 * that a crash redoes no more than that and a slow listener stays in its group; makes
 * commits that failed later; and measures what the listeners do.
 * <p>
 * It wraps the consumers that the containers' factories make, and the listeners. Which
 * member a consumer belongs to shows when it is polled: the member's thread said before
 * that it starts. A listener whose factory does not take a {@link ConsumerPostProcessor},
 * or whose consumers commit by themselves ({@code enable.auto.commit}), is left as it is.
 * Safe for use by several threads.
 */
public final class RecordDelivery implements ContainerPreparer, SettingSource, ContainerEventListener {

	private static final Log logger = LogFactory.getLog(RecordDelivery.class);

	private final Function<ListenerContainer, DeliveryOptions> options;

	private final Supplier<List<OverlongListener>> overlongListeners;

	private final Supplier<List<SessionListener>> lookUp;

	private final LongSupplier nanoTime;

	private final Containment containment;

	private final Map<ListenerContainer, ListenerWork> works = new ConcurrentHashMap<>();

	private final SessionThread thread = new SessionThread();

	private final ConsumerPostProcessor<?, ?> postProcessor = new Wrapping<>();

	private volatile List<SessionListener> sessionListeners = List.of();

	/**
	 * Create the delivery to listeners that are not known yet.
	 * @param overlongListeners are told of records that took too long; asked for when a
	 * listener is prepared
	 * @param sessionListeners hook into sessions; asked for when a listener is prepared
	 * @param containment contains what these throw
	 */
	public RecordDelivery(Function<ListenerContainer, DeliveryOptions> options,
			Supplier<List<OverlongListener>> overlongListeners, Supplier<List<SessionListener>> sessionListeners,
			LongSupplier nanoTime, Containment containment) {
		this.options = options;
		this.overlongListeners = overlongListeners;
		this.lookUp = sessionListeners;
		this.nanoTime = nanoTime;
		this.containment = containment;
	}

	/**
	 * Wrap the consumers of a listener's factory, before anybody asks for an
	 * {@link #obstacle}.
	 */
	public void wrapConsumers(ListenerContainer listener) {
		if (!commitsByItself(listener)) {
			wrapConsumers(listener.consumerFactory());
		}
	}

	@SuppressWarnings("unchecked")
	private <K, V> void wrapConsumers(ConsumerFactory<K, V> factory) {
		ConsumerPostProcessor<K, V> wrapping = (ConsumerPostProcessor<K, V>) this.postProcessor;
		if (!factory.getPostProcessors().contains(wrapping)) {
			factory.addPostProcessor(wrapping);
		}
	}

	private static boolean commitsByItself(ListenerContainer listener) {
		return Boolean
			.parseBoolean(String.valueOf(listener.consumerConfig().get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)));
	}

	/**
	 * Whether batches to a listener are sized, and its commits made, here.
	 * @return why not, empty if they are
	 */
	public Optional<String> obstacle(ListenerContainer listener) {
		if (commitsByItself(listener)) {
			return Optional.of("its consumers commit by themselves: enable.auto.commit=true");
		}
		if (!listener.consumerFactory().getPostProcessors().contains(this.postProcessor)) {
			return Optional.of("its consumer factory does not take a ConsumerPostProcessor");
		}
		return Optional.empty();
	}

	/**
	 * What a listener did.
	 * @return its work, empty if it is not managed
	 */
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
		this.sessionListeners = this.lookUp.get();
		List<OverlongListener> told = this.overlongListeners.get();
		this.works.put(listener, new ListenerWork((record) -> told
			.forEach((each) -> this.containment.run("listener for overlong records", () -> each.overlong(record)))));
		ContainerProperties properties = listener.container().getContainerProperties();
		DeliveryOptions delivery = this.options.apply(listener);
		if (delivery.asyncCommits()) {
			properties.setSyncCommits(false);
		}
		if (properties.getShutdownTimeout() == ContainerProperties.DEFAULT_SHUTDOWN_TIMEOUT) {
			properties.setShutdownTimeout(delivery.stopTimeout().toMillis());
		}
		ListenerWrapper.wrap(properties, this::tracked);
		if (listener.isBatch() && listener.isTransactional()) {
			trackInterceptor(listener.container());
		}
	}

	private Object tracked(Object present) {
		if (present instanceof BatchMessageListener<?, ?> batch) {
			return TrackedBatchListener.of(batch, this::mode);
		}
		return (present instanceof MessageListener<?, ?> single) ? TrackedRecordListener.of(single, this::mode)
				: present;
	}

	private <K, V> void trackInterceptor(AbstractMessageListenerContainer<K, V> container) {
		BatchInterceptor<K, V> present = container.getBatchInterceptor();
		if (present != null) {
			container.setBatchInterceptor(new TrackedBatchInterceptor<>(present, this::mode));
		}
	}

	private @Nullable DeliveryMode mode() {
		MemberSession session = this.thread.current();
		return (session != null) ? session.mode() : null;
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.works.remove(listener);
	}

	@Override
	public void memberStarting(ListenerContainer listener, MessageListenerContainer member) {
		ListenerWork work = this.works.get(listener);
		if (work != null) {
			DeliveryOptions delivery = optionsOf(listener);
			PollLimits limits = PollLimits.of(listener.consumerConfig());
			MemberSession session = new MemberSession(listener, delivery, work, limits,
					(parts) -> DeliveryMode.of(listener, parts, limits, delivery.redoWindow()),
					new MemberHooks(this.sessionListeners, this.containment), member::isRunning, this.nanoTime);
			this.thread.begin(session, member);
		}
	}

	@Override
	public void memberStopping(ListenerContainer listener, MessageListenerContainer member) {
		MemberSession session = this.thread.current();
		if (session != null) {
			// Before the container makes its last commit.
			session.drain(session.inFlightPartitions());
		}
	}

	@Override
	public void memberStopped(ListenerContainer listener, MessageListenerContainer member, Reason reason) {
		MemberSession session = this.thread.current();
		if (session != null) {
			this.thread.end();
			logger.info("A member of " + session.listener() + " stopped: " + session.summary().describe());
		}
	}

	private DeliveryOptions optionsOf(ListenerContainer listener) {
		ContainerProperties properties = listener.container().getContainerProperties();
		DeliveryOptions delivery = this.options.apply(listener);
		// An idle time between polls bounds the records of that time by those of a poll.
		Duration window = (listener.idlesBetweenPolls()) ? Duration.ZERO : delivery.redoWindow();
		return new DeliveryOptions(window, delivery.asyncCommits(), Duration.ofMillis(properties.getShutdownTimeout()),
				delivery.slowRecord(), delivery.leavePolicy(), delivery.recommitInterval());
	}

	private final class Wrapping<K, V> implements ConsumerPostProcessor<K, V> {

		@Override
		public Consumer<K, V> apply(Consumer<K, V> consumer) {
			return new SteadyConsumer<>(consumer, RecordDelivery.this.thread::claim);
		}

	}

}
