package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.assignment.AssignmentListener;

/**
 * Decides how a listener's members join their group, and sets what the application left
 * open. It looks at the group before the listener starts, and once more before a member
 * that was refused is started again; each look is bounded in time. Safe for use by
 * several threads.
 */
public interface Membership extends ContainerPreparer, SettingSource, RestartListener, AssignmentListener {

	/**
	 * How many partitions the topics have that a listener names.
	 * @return the number; empty if it names none, if one of them does not exist, or if
	 * the brokers don't tell
	 */
	OptionalInt partitions(ListenerContainer listener);

	/**
	 * Why listeners can't have the protocol that was asked for.
	 * @return the reason with the listener's id and what to do, empty if all can
	 */
	Optional<String> refusal();

	/**
	 * What a person should know of how a listener joined, beside its settings.
	 * @return a sentence, empty if there is nothing
	 */
	Optional<String> remark(ListenerContainer listener);

	/**
	 * The listeners that start with the application are prepared: connections that were
	 * kept for them are closed.
	 */
	void prepared();

	/**
	 * Create a membership that knows no listener.
	 * @param options what to aim for
	 * @param containers all listeners: those of one group have to agree
	 * @param changes told of settings that are others after a restart than before
	 */
	static Membership create(Options options, ListenerContainers containers, Changes changes) {
		return new DefaultMembership(options, containers, changes);
	}

	/**
	 * What to aim for.
	 *
	 * @param enabled whether to set anything; if not, settings are only reported
	 * @param protocol which protocol to speak
	 * @param assignors class names of assignors for the classic protocol, the preferred
	 * one first; empty to leave them to Kafka
	 * @param heartbeatInterval time between two heartbeats of the classic protocol
	 * @param sessionTimeout session timeout of the classic protocol, empty to leave it to
	 * Kafka
	 * @param lookTimeout how long to wait for the brokers of a cluster; zero to not look
	 * @param restarts whether a member that was refused is started again: then it may try
	 * what its group may refuse
	 * @param instance the application's instance: members become static; empty if they
	 * are not to
	 */
	record Options(boolean enabled, Protocol protocol, List<String> assignors, Duration heartbeatInterval,
			Optional<Duration> sessionTimeout, Duration lookTimeout, Predicate<ListenerContainer> restarts,
			Optional<Instance> instance) {

		public Options {
			assignors = List.copyOf(assignors);
		}

	}

	/**
	 * The instance of the application.
	 *
	 * @param name its name, the same after a restart
	 * @param always whether members are static also where that can make them wait for
	 * ever: under the consumer protocol one that crashed is refused until the session
	 * timeout is over, and does not try again by itself
	 * ({@code UnreleasedInstanceIdException})
	 * @param takesOver whether no other instance can run with this name, so that a member
	 * with it in the group is one of this instance that crashed
	 */
	record Instance(String name, boolean always, boolean takesOver) {

	}

	/**
	 * Told of settings that are others after a restart than before.
	 */
	@FunctionalInterface
	interface Changes {

		/**
		 * A listener is about to join with other settings.
		 * @param now what holds from now on
		 */
		void changed(ListenerContainer listener, List<Setting> before, List<Setting> now);

	}

}
