package io.steadykafka.commit;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer whose commits fail now and then in a way that passes: before they reach the
 * broker, or after, when only the answer is lost. Never twice in a row.
 */
final class FlakyCommits extends ForwardingConsumer<String, String> {

	private final Random random;

	private boolean failed;

	FlakyCommits(Consumer<String, String> delegate, Random random) {
		super(delegate);
		this.random = random;
	}

	@Override
	ConsumerRebalanceListener around(ConsumerRebalanceListener callback) {
		return callback;
	}

	@Override
	public ConsumerRecords<String, String> poll(Duration timeout) {
		return this.delegate.poll(timeout);
	}

	@Override
	public void unsubscribe() {
		this.delegate.unsubscribe();
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		Fault fault = fault();
		if (fault == Fault.NOT_SENT) {
			throw new RebalanceInProgressException("made up: not sent");
		}
		this.delegate.commitSync(offsets, timeout);
		if (fault == Fault.ANSWER_LOST) {
			throw new TimeoutException("made up: answer lost");
		}
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
		Fault fault = fault();
		if (fault == Fault.NOT_SENT) {
			callback.onComplete(offsets, new RetriableCommitFailedException("made up: not sent"));
			return;
		}
		this.delegate.commitAsync(offsets, (committed, exception) -> callback.onComplete(committed,
				(fault == Fault.ANSWER_LOST) ? new RetriableCommitFailedException("made up: answer lost") : exception));
	}

	private Fault fault() {
		int dice = (this.failed) ? 2 : this.random.nextInt(10);
		this.failed = dice < 2;
		return Fault.values()[Math.min(dice, 2)];
	}

	private enum Fault {

		NOT_SENT, ANSWER_LOST, NONE

	}

}
