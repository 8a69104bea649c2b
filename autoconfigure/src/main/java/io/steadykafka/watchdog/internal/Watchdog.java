package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.kafka.common.TopicPartition;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Finds members that look healthy and do not consume, and restarts those that a restart
 * can cure. No broker is asked: it hears of polls, and looks at samples of lag that
 * others took. Safe for use by several threads.
 * <p>
 * Only members are restarted, one by one, never their container: whoever stops that,
 * before, during or after a restart, stops it. A container that has no members of its
 * own, one that the application made without concurrency, is not restarted, because
 * nobody could tell a stop of the application's from one of the watchdog's.
 */
public interface Watchdog extends ContainerPreparer, SessionListener, SmartLifecycle {

	/**
	 * What is wrong with a listener now.
	 * @return the findings, one a state at most; empty if nothing is known to be wrong
	 */
	List<WatchFinding> findings(ListenerContainer listener);

	/**
	 * How often members of a listener were restarted.
	 * @return the number of restarts since the application started
	 */
	long restarts(ListenerContainer listener, WatchState state);

	/**
	 * There is a new sample of lag.
	 */
	void sampled();

	/**
	 * Create a watchdog that is not running.
	 * @param surroundings what it asks others
	 * @param nanoTime the time source, as {@link System#nanoTime()}
	 * @param clock tells when something was found
	 * @param containment contains what fails in here
	 */
	static Watchdog create(Options options, Surroundings surroundings, LongSupplier nanoTime, Clock clock,
			Containment containment) {
		return new ScheduledWatchdog(options, surroundings, nanoTime, clock, containment);
	}

	/**
	 * Options.
	 *
	 * @param restart whether members are restarted
	 * @param restartsPerHour how often those of one listener at most
	 * @param backOffInitial the pause after the first restart that did not help
	 * @param backOffMax the longest pause between two restarts
	 * @param hungWarningRatio share of {@code max.poll.interval.ms} from which on a busy
	 * listener is warned of
	 * @param joinTimeout how long a member may take to join its group; not less than a
	 * minute above its {@code max.poll.interval.ms}
	 * @param wedgeAfter how long a partition with records may stand still while others of
	 * its listener move; three times that if none does
	 */
	record Options(boolean restart, int restartsPerHour, Duration backOffInitial, Duration backOffMax,
			double hungWarningRatio, Duration joinTimeout, Duration wedgeAfter) {

	}

	/**
	 * What the watchdog asks others about a listener. None of it may block.
	 *
	 * @param offsets the last sample of lag of its group on its cluster, empty if that
	 * failed
	 * @param heldBack partitions that wait for a failed record, or for acknowledgements
	 * @param oldestInFlight how long the oldest record waits for its acknowledgement
	 * @param commitsFailFor for how long no commit has succeeded, zero if they do
	 * @param failures how often it failed on a record
	 * @param pollingMembers the members that started, of a listener whose polls are told
	 * @param restartListeners whom to tell before a restart; asked for when a listener is
	 * prepared
	 */
	record Surroundings(Function<ListenerContainer, Optional<OffsetSample>> offsets,
			Function<ListenerContainer, Set<TopicPartition>> heldBack,
			Function<ListenerContainer, Duration> oldestInFlight, Function<ListenerContainer, Duration> commitsFailFor,
			ToLongFunction<ListenerContainer> failures,
			Function<ListenerContainer, List<MessageListenerContainer>> pollingMembers,
			Supplier<List<RestartListener>> restartListeners) {

	}

}
