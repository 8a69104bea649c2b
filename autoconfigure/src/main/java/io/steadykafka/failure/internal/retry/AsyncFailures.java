package io.steadykafka.failure.internal.retry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.kafka.common.TopicPartition;

/**
 * Async failures reported on another member's thread, queued for the partition's owner.
 * The members of a listener share one adapter, which reports to the member created last.
 * Safe for use by several threads.
 */
public final class AsyncFailures {

	private final Queue<FailedAttempt> queue = new ConcurrentLinkedQueue<>();

	public boolean isEmpty() {
		return this.queue.isEmpty();
	}

	public void add(FailedAttempt failure) {
		this.queue.add(failure);
	}

	/**
	 * Removes and returns the failures of some partitions, by offset.
	 */
	public List<FailedAttempt> take(Collection<TopicPartition> assignment) {
		List<FailedAttempt> taken = new ArrayList<>();
		this.queue.removeIf((failure) -> assignment.contains(failure.partition()) && taken.add(failure));
		taken.sort(Comparator.comparingLong(FailedAttempt::offset));
		return taken;
	}

	public void forget(Collection<TopicPartition> gone) {
		// Their next reader begins at the failed record, or before it.
		this.queue.removeIf((failure) -> gone.contains(failure.partition()));
	}

}
