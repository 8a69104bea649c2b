package io.steadykafka.lag;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.AssignmentListener;
import io.steadykafka.listener.ContainerPreparer;
import io.steadykafka.listener.OwnedPartitions;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Samples, in the background, the lag of the partitions that this instance owns: one
 * thread and one Admin client a cluster, however many listeners. Reading it never asks a
 * broker and never blocks. Safe for use by several threads.
 */
public interface LagMonitor extends ContainerPreparer, AssignmentListener, SmartLifecycle {

	/**
	 * The last good sample of each group.
	 * @return one entry a group and cluster, in the order of the listeners
	 */
	List<GroupLag> groups();

	/**
	 * The lag of a partition by the last good sample. Where one application reads the
	 * same topic with the same group on two clusters, the two are added up.
	 * @param partition the group and partition
	 * @return the lag in records, empty if it is not known
	 */
	OptionalLong lag(GroupPartition partition);

	/**
	 * The members of a group by the last sample. Of a group that an application reads on
	 * two clusters it is the first cluster's.
	 * @param group the group id
	 * @return the members, empty if the group was never sampled
	 */
	Optional<GroupMembers> members(String group);

	/**
	 * How old a group's last good sample is now.
	 * @param group the group
	 * @return the age, {@code null} before the first good sample
	 */
	@Nullable Duration age(GroupLag group);

	/**
	 * Whether a group should have been sampled by now, well or not, and was not: three
	 * intervals passed, and the longest time that a sample may take.
	 * @param group the group
	 * @return {@code true} if the sampler seems stuck
	 */
	boolean isStale(GroupLag group);

	/**
	 * Be told after each sample, good or not, on the sampler's thread.
	 * @param listener whom to tell
	 */
	void onSample(Runnable listener);

	/**
	 * Create a monitor that is not running.
	 * @param owned the partitions that this instance owns
	 * @param interval time between two samples; positive
	 * @param clock tells when a sample was taken
	 * @param containment contains what fails unexpectedly
	 * @return the monitor
	 */
	static LagMonitor create(OwnedPartitions owned, Duration interval, Clock clock, Containment containment) {
		return new BackgroundLagMonitor(owned, interval, clock, containment);
	}

}
