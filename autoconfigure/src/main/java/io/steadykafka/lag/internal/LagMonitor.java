package io.steadykafka.lag.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.GroupTopic;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.session.SessionListener;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Samples, in the background, the lag of the partitions that this instance owns, and of
 * those that nobody owns: one thread and one Admin client a cluster, however many
 * listeners. Reading it never asks a broker and never blocks. Safe for use by several
 * threads.
 */
public interface LagMonitor extends ContainerPreparer, AssignmentListener, SessionListener, SmartLifecycle {

	/**
	 * The last good sample of each group.
	 * @return one entry a group and cluster, in the order of the listeners; groups that
	 * no listener is a member of come last
	 */
	List<GroupLag> groups();

	/**
	 * What the last good sample and those before it tell of a partition.
	 * @param partition the group and partition
	 * @return the reading, one a cluster where one application reads the same topic with
	 * the same group on several clusters; empty if it was not sampled
	 */
	List<PartitionReading> readings(GroupPartition partition);

	/**
	 * How many records of a topic retention took before the group had read them, on
	 * partitions that this instance owned or looked after.
	 * @param topic the group and topic
	 * @return the number of records since the application started, 0 or more
	 */
	long lost(GroupTopic topic);

	/**
	 * The topics that retention took records of.
	 * @return the groups and topics of which {@link #lost} is more than 0
	 */
	Set<GroupTopic> topicsWithLosses();

	/**
	 * What retention took of a group, by partition.
	 * @return the last loss of each partition that had one
	 */
	List<Loss> losses(String group);

	/**
	 * The members of a group by the last sample. Of a group that an application reads on
	 * two clusters it is the first cluster's.
	 * @return the members, empty if the group was never sampled
	 */
	Optional<GroupMembers> members(String group);

	/**
	 * Leave a topic out that a group of {@code steady.kafka.lag.groups} does not read any
	 * more: its committed offsets stay for days. Until the application starts again, from
	 * the next sample on. A topic that a listener here reads is there all the same.
	 * @param topic the group and topic
	 */
	void drop(GroupTopic topic);

	/**
	 * How old a group's last good sample is now.
	 * @return the age, {@code null} before the first good sample
	 */
	@Nullable Duration age(GroupLag group);

	/**
	 * For how long nothing new is known of a group.
	 * @return its {@link #age}, or the time since the monitor started
	 */
	Duration blindFor(GroupLag group);

	/**
	 * Whether a group should have been sampled by now, well or not, and was not: three
	 * intervals passed, and the longest time that a sample may take.
	 * @return {@code true} if the sampler seems stuck
	 */
	boolean isStale(GroupLag group);

	/**
	 * What sampling takes.
	 * @return the cost since the application started
	 */
	SamplingCost cost();

	/**
	 * Be told after each sample, good or not, on the sampler's thread.
	 * @param listener whom to tell
	 */
	void onSample(Runnable listener);

	/**
	 * Create a monitor that is not running.
	 * @param owned the partitions that this instance owns
	 * @param consumerConfig the configuration of consumers on the cluster of
	 * {@link Options#groups()}; asked for if there are any
	 * @param clock tells when a sample was taken
	 * @param containment contains what fails unexpectedly
	 */
	static LagMonitor create(OwnedPartitions owned, Options options, Supplier<Map<String, Object>> consumerConfig,
			Clock clock, Containment containment) {
		return new BackgroundLagMonitor(owned, options, consumerConfig, clock, containment);
	}

	/**
	 * Options.
	 *
	 * @param interval time between two samples; positive
	 * @param trendWindow how far back samples count for the velocity
	 * @param deadBand up to how many records a second lag may change and be steady
	 * @param levels where the levels of lag end
	 * @param olderThan from which age on a record that waits is too old, {@code null} to
	 * not look it up
	 * @param groups groups to sample although no listener is a member of them
	 */
	record Options(Duration interval, Duration trendWindow, double deadBand, LagLevels levels,
			@Nullable Duration olderThan, List<WatchedGroup> groups) {

		public Options {
			groups = List.copyOf(groups);
		}

	}

}
