package io.steadykafka.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member that fetches few records at a time, and the loop of its container.
 */
final class OverlappingMember {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	static final Duration WINDOW = Duration.ofMillis(100);

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration FAST = Duration.ofMillis(1);

	final FakeConsumer fake;

	final TestMember test;

	final PacedConsumer<String, String> consumer;

	/**
	 * How often somebody looked for answers since {@link #answerAtLook}.
	 */
	int looks;

	OverlappingMember(int maxPollRecords, TestMember test) {
		this.fake = new FakeConsumer(maxPollRecords);
		this.test = test;
		this.consumer = test.consumer(this.fake);
		this.fake.log(P0, 10_000);
		this.fake.log(P1, 0);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0, P1));
	}

	ConsumerRecords<String, String> poll() {
		return this.consumer.poll(Duration.ZERO);
	}

	/**
	 * Poll, and handle what comes.
	 * @return the offsets
	 */
	List<Long> handle() {
		List<Long> offsets = new ArrayList<>();
		this.test.handle(poll(), FAST).forEach((record) -> offsets.add(record.offset()));
		return offsets;
	}

	void commit(long offset) {
		this.consumer.commitSync(FakeConsumer.offset(P0, offset), TIMEOUT);
	}

	void commitWithoutWaiting(long offset) {
		commit(offset);
		assertThat(this.fake.syncCommits).isEmpty();
		assertThat(this.fake.asyncCommits).hasSize(1);
	}

	void answerAtLook(int look, Exception failure) {
		this.looks = 0;
		this.fake.duringLooks = () -> {
			if (++this.looks == look) {
				this.fake.answer(failure);
			}
		};
	}

}
