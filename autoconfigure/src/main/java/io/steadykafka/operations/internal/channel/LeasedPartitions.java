package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.operations.internal.reset.LivePartitions;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds partitions for other instances, and releases them by itself if such an instance
 * does not. What was released is never moved.
 */
final class LeasedPartitions implements LivePartitions, AutoCloseable {

	private static final Log logger = LogFactory.getLog(LeasedPartitions.class);

	/**
	 * For how long a hold outlives the time that it was given.
	 */
	static final Duration SPARE = Duration.ofSeconds(30);

	/**
	 * For how long the end of an operation is remembered.
	 */
	private static final Duration REMEMBERED = Duration.ofMinutes(10);

	private static final int MOST = 1_000;

	private static final String RELEASED = "was released before, or never held";

	private static final String OVERTAKEN = "was moved by a later command before";

	private final BackgroundThread thread = new BackgroundThread("steady-kafka-leases").discarding();

	private final Map<String, Lease> leases = new ConcurrentHashMap<>();

	private final LivePartitions local;

	private final LongSupplier nanoTime;

	private boolean isWatched;

	LeasedPartitions(LivePartitions local, LongSupplier nanoTime) {
		this.local = local;
		this.nanoTime = nanoTime;
	}

	@Override
	public Map<TopicPartition, String> owners(String group) {
		return this.local.owners(group);
	}

	@Override
	public Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions,
			Duration timeout) {
		if (this.leases.size() >= MOST) {
			throw new IllegalStateException("has " + MOST + " operations to remember. Try again in a few minutes");
		}
		Lease lease = lease(operation, group);
		synchronized (lease) {
			if (lease.isReleased) {
				return refuse(partitions, RELEASED);
			}
			lease.lasts(timeout.plus(SPARE));
			Map<TopicPartition, String> problems = this.local.hold(operation, group, partitions, timeout);
			lease.held.addAll(partitions);
			lease.held.removeAll(problems.keySet());
			return problems;
		}
	}

	@Override
	public Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout) {
		return move(operation, group, offsets, timeout, Long.MAX_VALUE);
	}

	/**
	 * Moves partitions, unless a later command moved them before.
	 * @param step counts the commands of the operation
	 */
	Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout, long step) {
		Lease lease = this.leases.get(operation);
		if (lease == null) {
			return refuse(offsets.keySet(), RELEASED);
		}
		synchronized (lease) {
			if (step < lease.step) {
				return refuse(offsets.keySet(), OVERTAKEN);
			}
			lease.step = step;
			Map<TopicPartition, Long> held = new HashMap<>(offsets);
			held.keySet().retainAll(lease.held);
			Set<TopicPartition> others = new HashSet<>(offsets.keySet());
			others.removeAll(lease.held);
			Map<TopicPartition, String> problems = new HashMap<>(refuse(others, RELEASED));
			if (!held.isEmpty()) {
				lease.lasts(timeout.plus(SPARE));
				problems.putAll(this.local.move(operation, group, held, timeout));
			}
			return problems;
		}
	}

	private static Map<TopicPartition, String> refuse(Set<TopicPartition> partitions, String why) {
		Map<TopicPartition, String> problems = new HashMap<>();
		partitions.forEach((partition) -> problems.put(partition, why));
		return problems;
	}

	@Override
	public void release(String operation, String group) {
		if (this.leases.size() < MOST || this.leases.containsKey(operation)) {
			// A hold or a move that arrives after this is refused.
			release(operation, lease(operation, group));
		}
	}

	private void release(String operation, Lease lease) {
		synchronized (lease) {
			if (!lease.isReleased) {
				lease.isReleased = true;
				lease.held.clear();
				lease.lasts(REMEMBERED);
				this.local.release(operation, lease.group);
			}
		}
	}

	private Lease lease(String operation, String group) {
		Lease lease = this.leases.computeIfAbsent(operation, (key) -> new Lease(group));
		watch(false);
		return lease;
	}

	/**
	 * Releases what nobody released.
	 */
	void releaseExpired() {
		this.leases.forEach((operation, lease) -> {
			synchronized (lease) {
				if (lease.end - this.nanoTime.getAsLong() > 0) {
					return;
				}
				if (lease.isReleased) {
					this.leases.remove(operation);
					return;
				}
				logger.warn("Delivering partitions of group '" + PlainText.message(lease.group) + "' again: operation "
						+ PlainText.message(operation) + " of another instance has not released them in time");
				release(operation, lease);
			}
		});
	}

	private synchronized void watch(boolean again) {
		if (again || !this.isWatched) {
			this.isWatched = !this.leases.isEmpty();
			if (this.isWatched) {
				Future<?> unused = this.thread.schedule(this::releaseExpiredAndGoOn, 1, TimeUnit.SECONDS);
			}
		}
	}

	private void releaseExpiredAndGoOn() {
		try {
			releaseExpired();
		}
		catch (RuntimeException ex) {
			logger.warn("Partitions could not be released; trying again", ex);
		}
		watch(true);
	}

	/**
	 * Releases everything.
	 */
	@Override
	public void close() {
		this.thread.shutdownNow();
		this.leases.forEach(this::release);
	}

	/**
	 * The partitions of one operation. Its monitor makes a release wait for what is under
	 * way.
	 */
	private final class Lease {

		private final Set<TopicPartition> held = new HashSet<>();

		private final String group;

		private boolean isReleased;

		/**
		 * That of the last move: an instance that was suspended gets several at once, and
		 * carries them out in any order.
		 */
		private long step;

		private long end = nanoTime() + SPARE.toNanos();

		Lease(String group) {
			this.group = group;
		}

		void lasts(Duration duration) {
			this.end = nanoTime() + duration.toNanos();
		}

		private long nanoTime() {
			return LeasedPartitions.this.nanoTime.getAsLong();
		}

	}

}
