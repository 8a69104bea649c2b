package io.steadykafka.operations.internal.replay;

import java.time.Instant;
import java.util.Map;

import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay came. Safe for use by several threads.
 */
final class ReplayProgress {

	private long remaining;

	private long replayed;

	private long failedAgain;

	private boolean running = true;

	private @Nullable Instant from;

	private @Nullable Instant to;

	private @Nullable String problem;

	ReplayProgress(long records) {
		this.remaining = records;
	}

	/**
	 * A record was replayed, or failed again.
	 */
	synchronized void replayed(@Nullable Instant at) {
		this.replayed++;
		this.remaining = Math.max(0, this.remaining - 1);
		if (at != null) {
			this.from = (this.from == null || at.isBefore(this.from)) ? at : this.from;
			this.to = (this.to == null || at.isAfter(this.to)) ? at : this.to;
		}
	}

	void replayed(ConsumerRecord<?, ?> record) {
		replayed((record.timestamp() >= 0) ? Instant.ofEpochMilli(record.timestamp()) : null);
	}

	synchronized void failedAgain() {
		this.failedAgain++;
	}

	/**
	 * Some of the offsets had no record.
	 */
	synchronized void remaining(long records) {
		this.remaining = records;
	}

	synchronized void ended(@Nullable String why) {
		this.running = false;
		this.problem = why;
	}

	synchronized boolean isRunning() {
		return this.running;
	}

	synchronized DeadLetterReplay describe(String id, DeadLetterTopic topic) {
		return new DeadLetterReplay(id, topic.listener().id(), topic.name(),
				new DeadLetterReplay.Progress(this.replayed + this.remaining, this.replayed, this.failedAgain,
						this.running),
				Map.of(), this.from, this.to, this.problem);
	}

}
