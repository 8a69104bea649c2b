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

	private int readAhead;

	private int inFlight;

	private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> givenUp = new HashMap<>();

	public void processed(int records) {
		this.processed += records;
	}

	/**
	 * Records were dropped that had been fetched and not delivered.
	 * @param records how many
	 */
	public void readAhead(int records) {
		this.readAhead = records;
	}

	public void inFlight(int records) {
		this.inFlight = records;
	}

	public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.committed.putAll(offsets);
		this.givenUp.keySet().removeAll(offsets.keySet());
	}

	public void givenUp(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.givenUp.putAll(offsets);
	}

	/**
	 * The summary in words.
	 * @return one line
	 */
	public String describe() {
		StringBuilder text = new StringBuilder("processed ").append(this.processed)
			.append(" records, committed ")
			.append(this.committed.isEmpty() ? "nothing" : sorted(this.committed));
		text.append(", given up ");
		if (this.givenUp.isEmpty() && this.inFlight == 0) {
			text.append("nothing");
		}
		else {
			text.append("commits of ")
				.append(sorted(this.givenUp))
				.append(" and ")
				.append(this.inFlight)
				.append(" records in flight");
		}
		return text.append("; ")
			.append(this.readAhead)
			.append(" records read ahead are left to the next owner")
			.toString();
	}

	private static String sorted(Map<TopicPartition, OffsetAndMetadata> offsets) {
		Map<String, Long> sorted = new TreeMap<>();
		offsets.forEach((partition, offset) -> sorted.put(partition.toString(), offset.offset()));
		return sorted.toString();
	}

}
