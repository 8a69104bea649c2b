package io.steadykafka.delivery.internal.work;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a member did from its start to its stop, for the line that is logged then. Not for
 * use by several threads.
 */
public final class MemberSummary {

	private long processed;

	private int buffered;

	private int inFlight;

	private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> dropped = new HashMap<>();

	public void processed(int records) {
		this.processed += records;
	}

	/**
	 * Records were dropped that had been fetched and not delivered.
	 * @param records how many
	 */
	public void buffered(int records) {
		this.buffered = records;
	}

	public void inFlight(int records) {
		this.inFlight = records;
	}

	public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.committed.putAll(offsets);
		this.dropped.keySet().removeAll(offsets.keySet());
	}

	public void dropped(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.dropped.putAll(offsets);
	}

	/**
	 * The summary in words.
	 * @return one line
	 */
	public String describe() {
		StringBuilder text = new StringBuilder("processed ").append(this.processed)
			.append(" records, committed ")
			.append(this.committed.isEmpty() ? "nothing" : sorted(this.committed));
		text.append(", dropped ");
		if (this.dropped.isEmpty() && this.inFlight == 0) {
			text.append("nothing");
		}
		else {
			text.append("commits of ")
				.append(sorted(this.dropped))
				.append(" and ")
				.append(this.inFlight)
				.append(" records in flight");
		}
		return text.append("; ")
			.append(this.buffered)
			.append(" buffered records are left to the next owner")
			.toString();
	}

	private static String sorted(Map<TopicPartition, OffsetAndMetadata> offsets) {
		Map<String, Long> sorted = new TreeMap<>();
		offsets.forEach((partition, offset) -> sorted.put(partition.toString(), offset.offset()));
		return sorted.toString();
	}

}
