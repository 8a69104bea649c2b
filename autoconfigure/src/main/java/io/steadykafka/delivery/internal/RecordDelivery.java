package io.steadykafka.delivery.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.steadykafka.delivery.OverlongListener;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.session.SessionListener;

import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.KafkaEvent;

/**
 * Hands records over to listeners in portions that they finish within the redo window, so
 * that a crash redoes no more than that and a slow listener stays in its group; makes
 * commits that failed later; and measures what the listeners do.
 * <p>
 * It wraps the consumers that the containers' factories make. A listener whose factory
 * does not take a {@code ConsumerPostProcessor}, or whose consumers commit by themselves
 * ({@code enable.auto.commit}), is left as it is. Safe for use by several threads.
 */
public interface RecordDelivery extends ContainerPreparer, SettingSource, ApplicationListener<KafkaEvent> {

	/**
	 * Whether the starter decides what a listener is handed over.
	 * @return why not, empty if it does
	 */
	Optional<String> obstacle(ListenerContainer listener);

	/**
	 * What a listener did.
	 * @return its work, empty if it is not looked after
	 */
	Optional<ListenerWork> work(ListenerContainer listener);

	/**
	 * The events tell on which thread a member polls, and so must come on that thread.
	 */
	@Override
	default boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * Create hand-overs.
	 * @param rules what else has a say in what is handed over; asked for when a listener
	 * is prepared
	 * @param overlongListeners are told of records that took too long; asked for when a
	 * listener is prepared
	 * @param pollListeners are told of polls; asked for when a listener is prepared
	 * @param nanoTime the time source, as {@link System#nanoTime()}
	 * @param containment contains what a rule throws
	 */
	static RecordDelivery create(Function<ListenerContainer, Options> options, ListenerContainers containers,
			Supplier<List<DeliveryRule>> rules, Supplier<List<OverlongListener>> overlongListeners,
			Supplier<List<SessionListener>> pollListeners, LongSupplier nanoTime, Containment containment) {
		return new DefaultRecordDelivery(options, containers, rules, overlongListeners, pollListeners, nanoTime,
				containment);
	}

	/**
	 * Options.
	 *
	 * @param redoWindow how much work is handed over between two commits; zero for as
	 * much as a poll fetches
	 * @param asyncCommits whether containers commit without waiting for the broker
	 * @param stopTimeout how long a member that stops or loses partitions waits for
	 * commits and for work in flight, where the container has no shutdown timeout of the
	 * application's
	 * @param slowRecord from which time on a record counts as slow
	 * @param departure what static members do when they stop
	 * @param recommitInterval after which time unchanged positions are committed again,
	 * under the consumer protocol; zero for never
	 */
	record Options(Duration redoWindow, boolean asyncCommits, Duration stopTimeout, Duration slowRecord,
			LeavePolicy departure, Duration recommitInterval) {

	}

}
