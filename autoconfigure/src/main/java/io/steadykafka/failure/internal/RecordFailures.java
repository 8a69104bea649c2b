package io.steadykafka.failure.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.internal.deadletter.DeadLetters;
import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.FailureCounts;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Retries records that listeners fail on, with growing pauses in which only their own
 * partition waits. After the last attempt it blocks the partition, dead-letters the
 * record, or stops the listener. It never skips a record by itself.
 * <p>
 * A listener that has an error handler, or an after-rollback processor, of the
 * application's is left as it is. Safe for use by several threads.
 */
public final class RecordFailures implements ContainerPreparer, SessionListener, AssignmentListener, SettingSource,
		ContainerEventListener, AutoCloseable {

	private final Function<ListenerContainer, RetryPolicy> policies;

	private final RecordDelivery delivery;

	private final DeadLetters deadLetters;

	private final Clock clock;

	private final Containment containment;

	private final Map<ListenerContainer, ListenerFailures> listeners = new ConcurrentHashMap<>();

	/**
	 * Unregistered while they ran.
	 */
	private final Set<ListenerContainer> leaving = ConcurrentHashMap.newKeySet();

	public RecordFailures(Function<ListenerContainer, RetryPolicy> policies, RecordDelivery delivery, Clock clock,
			Containment containment) {
		this.policies = policies;
		this.delivery = delivery;
		this.clock = clock;
		this.containment = containment;
		this.deadLetters = new DeadLetters(containment);
	}

	@Override
	public List<Setting> settings(ListenerContainer listener) {
		return List
			.of(FailureHandlerSelection.of(listener, this.delivery).setting(listener, this.policies.apply(listener)));
	}

	@Override
	public void prepare(ListenerContainer listener) {
		this.leaving.remove(listener);
		FailureHandlerSelection selection = FailureHandlerSelection.of(listener, this.delivery);
		if (!selection.isSteady()) {
			return;
		}
		RetryPolicy policy = this.policies.apply(listener);
		ListenerFailures failures = new ListenerFailures(listener, policy, this.deadLetters, this.clock);
		this.listeners.put(listener, failures);
		selection.install(listener, new FailureHandling(failures, this.containment));
		if (policy.onExhausted() == Exhaustion.DEAD_LETTER) {
			this.deadLetters.checkTopics(listener, policy.deadLetterSuffix());
		}
	}

	@Override
	public void forget(ListenerContainer listener) {
		// While it runs, its failures are handled until it stops.
		this.leaving.add(listener);
		if (!listener.container().isRunning()) {
			remove(listener);
		}
	}

	private void remove(ListenerContainer listener) {
		this.leaving.remove(listener);
		this.listeners.remove(listener);
	}

	@Override
	public void listenerStopped(ListenerContainer listener) {
		if (this.leaving.contains(listener)) {
			remove(listener);
		}
	}

	@Override
	public void onChange(AssignmentChange change) {
		ListenerFailures failures = this.listeners.get(change.listener());
		if (failures != null) {
			failures.onChange(change);
		}
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer) {
		ListenerFailures failures = this.listeners.get(listener);
		return (failures != null) ? new FailureHooks(failures, consumer) : SessionHooks.NONE;
	}

	/**
	 * Whether failed records of a listener are handled here.
	 */
	public boolean handles(ListenerContainer listener) {
		return this.listeners.containsKey(listener);
	}

	/**
	 * The records of this instance that listeners fail on, in no order.
	 */
	public List<FailedRecord> failing() {
		return this.listeners.values().stream().flatMap(ListenerFailures::failing).toList();
	}

	/**
	 * The records of this instance that a listener fails on, in no order.
	 */
	public List<FailedRecord> failing(ListenerContainer listener) {
		ListenerFailures failures = this.listeners.get(listener);
		return (failures != null) ? failures.failing().toList() : List.of();
	}

	/**
	 * The first lines of the stack trace of the record that a listener fails on in a
	 * partition, none if there is no such record.
	 */
	public List<String> stackTrace(ListenerContainer listener, TopicPartition partition) {
		ListenerFailures failures = this.listeners.get(listener);
		return (failures != null) ? failures.stackTrace(partition) : List.of();
	}

	/**
	 * What became of the failed records of a listener: all zero if its failures are not
	 * handled here.
	 */
	public FailureCounts counts(ListenerContainer listener) {
		ListenerFailures failures = this.listeners.get(listener);
		return (failures != null) ? failures.counts() : new FailureCounts(Stream::empty, this.clock);
	}

	/**
	 * Requests an operation on a failed record. It takes effect on the consumer's thread,
	 * within its poll timeout (5 s by default) at the latest.
	 * @return the record as it is now
	 * @throws IllegalArgumentException if the listener does not fail on that record in
	 * this instance; the message says what it fails on
	 */
	public FailedRecord request(String listener, TopicPartition partition, long offset, Remedy remedy) {
		List<ListenerFailures> named = this.listeners.values()
			.stream()
			.filter((failures) -> failures.listener().id().equals(listener))
			.toList();
		if (named.isEmpty()) {
			throw new IllegalArgumentException(
					"There is no listener '" + listener + "' whose failed records are handled here. There are "
							+ this.listeners.keySet().stream().map(ListenerContainer::id).sorted().toList());
		}
		return named.get(0).request(partition, offset, remedy);
	}

	@Override
	public void close() {
		this.deadLetters.close();
	}

	/**
	 * An operation on a failed record.
	 */
	public enum Remedy {

		/**
		 * Tries it now.
		 */
		RETRY,

		/**
		 * Continues after it. It is lost to the listener.
		 */
		SKIP,

		/**
		 * Publishes it to the dead-letter topic and continues after it.
		 */
		DEAD_LETTER

	}

}
