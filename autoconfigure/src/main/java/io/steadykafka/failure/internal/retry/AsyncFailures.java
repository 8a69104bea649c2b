package io.steadykafka.failure.internal.retry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.kafka.common.TopicPartition;

/**
 * Failures that became known on the thread of a consumer that does not own the record's
 * partition: the members of a listener share one adapter, which tells the one that was
 * made last. They are kept for the owner. Safe for use by several threads.
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
	 * Take the failures that a consumer has to see to.
	 * @param assignment the partitions that it owns
	 * @return the failures, those with lower offsets first
	 */
	public List<FailedAttempt> take(Collection<TopicPartition> assignment) {
		List<FailedAttempt> taken = new ArrayList<>();
		this.queue.removeIf((failure) -> assignment.contains(failure.partition()) && taken.add(failure));
		taken.sort(Comparator.comparingLong(FailedAttempt::offset));
		return taken;
	}

	public void forget(Collection<TopicPartition> gone) {
		// Whoever reads them next begins at the record that failed, or before it.
		this.queue.removeIf((failure) -> gone.contains(failure.partition()));
	}

}
