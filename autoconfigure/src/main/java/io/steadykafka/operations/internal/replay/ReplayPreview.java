package io.steadykafka.operations.internal.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplay.Progress;
import io.steadykafka.operations.internal.replay.letters.DeadLetter;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a replay would do. For one thread.
 */
final class ReplayPreview {

	/**
	 * Whoever writes to the topic decides how many classes there are.
	 */
	private static final int MOST_CLASSES = 50;

	private static final String OTHERS = "others";

	private static final String UNKNOWN = "unknown";

	private final DeadLetterTopic topic;

	private final ReplayPlan plan;

	private final Map<String, Long> exceptions = new HashMap<>();

	private long read;

	private @Nullable Instant from;

	private @Nullable Instant to;

	ReplayPreview(DeadLetterTopic topic, ReplayPlan plan) {
		this.topic = topic;
		this.plan = plan;
	}

	void add(ConsumerRecord<byte[], byte[]> record) {
		this.read++;
		String exception = Objects.requireNonNullElse(new DeadLetter(record).exception(), UNKNOWN);
		boolean counted = this.exceptions.size() < MOST_CLASSES || this.exceptions.containsKey(exception);
		this.exceptions.merge((counted) ? exception : OTHERS, 1L, Long::sum);
		Instant at = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
		this.from = (this.from == null || at.isBefore(this.from)) ? at : this.from;
		this.to = (this.to == null || at.isAfter(this.to)) ? at : this.to;
	}

	/**
	 * The preview.
	 * @param complete whether all records were added
	 */
	DeadLetterReplay of(boolean complete) {
		long records = (complete) ? this.read : Math.max(this.read, this.plan.records());
		return new DeadLetterReplay(null, this.topic.listener().id(), this.topic.name(),
				new Progress(records, 0, 0, false), this.exceptions, this.from, this.to, note(complete));
	}

	private @Nullable String note(boolean complete) {
		String notes = this.plan.ranges()
			.entrySet()
			.stream()
			.filter((range) -> range.getValue().note() != null)
			.map((range) -> range.getKey() + ": " + range.getValue().note())
			.collect(Collectors.joining("; "));
		String cut = (complete) ? "" : "only " + this.read + " of about " + this.plan.records()
				+ " records were read: exceptions and times are theirs";
		String all = (notes.isEmpty() || cut.isEmpty()) ? notes + cut : notes + "; " + cut;
		return (all.isEmpty()) ? null : all;
	}

}
