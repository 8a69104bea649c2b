package io.steadykafka.watchdog.internal.member;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose polls begin with the same record again and again, without a seek.
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
			if (before == null || before.offset != offset) {
				this.firsts.put(partition, new First(offset, nanos));
				this.repeated.remove(partition);
			}
			else if (++before.times >= OFTEN) {
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
	 * The first record of a partition in a poll.
	 */
	private static final class First {

		private final long offset;

		private final long since;

		private int times = 1;

		First(long offset, long since) {
			this.offset = offset;
			this.since = since;
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
