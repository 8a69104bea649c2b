package io.steadykafka.watchdog.internal.member;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose polls begin with the same records again and again, without a seek.
 * Written by the member's own thread, read by the watchdog's.
 * <p>
 * Deliveries that are parts of one poll begin with a later record each time that the
 * listener processed at least one.
 */
public final class RepeatedRecords {

	/**
	 * A partition may come last in a poll, and its turn comes with the next.
	 */
	private static final int OFTEN = 5;

	private final Map<TopicPartition, First> firsts = new HashMap<>();

	private final Map<TopicPartition, Repeated> repeated = new ConcurrentHashMap<>();

	void returned(ConsumerRecords<?, ?> records, long nanos) {
		for (TopicPartition partition : records.partitions()) {
			long offset = records.records(partition).get(0).offset();
			First before = this.firsts.get(partition);
			if (before == null || before.isOver(offset)) {
				this.firsts.put(partition, new First(offset, nanos));
				this.repeated.remove(partition);
			}
			else if (before.times >= OFTEN) {
				this.repeated.put(partition, new Repeated(offset, before.since, before.times));
			}
		}
	}

	void sought(Set<TopicPartition> partitions) {
		this.firsts.keySet().removeAll(partitions);
		this.repeated.keySet().removeAll(partitions);
	}

	void assigned() {
		this.firsts.clear();
		this.repeated.clear();
	}

	Map<TopicPartition, Repeated> all() {
		return Map.copyOf(this.repeated);
	}

	/**
	 * The first records of a partition in its deliveries, none of which went on for good.
	 */
	private static final class First {

		private final long highest;

		private final long since;

		private long last;

		private int times = 1;

		/**
		 * How many deliveries in a row began with a later record than the one before.
		 */
		private int advances;

		First(long offset, long since) {
			this.highest = offset;
			this.last = offset;
			this.since = since;
		}

		/**
		 * Take the next one. Copies of one poll that follow each other in memory are cut
		 * anywhere, so that a delivery may begin later than the one before and the next
		 * one earlier. A log that begins anew goes back once.
		 * @return whether the partition went on
		 */
		boolean isOver(long offset) {
			boolean later = offset > this.last;
			this.advances = (later) ? this.advances + 1 : 0;
			this.times += (later) ? 0 : 1;
			this.last = offset;
			return offset > this.highest || this.advances >= OFTEN;
		}

	}

	/**
	 * A record that is delivered again and again.
	 *
	 * @param since when it was delivered first
	 * @param times how often since then
	 */
	record Repeated(long offset, long since, int times) {

	}

}
