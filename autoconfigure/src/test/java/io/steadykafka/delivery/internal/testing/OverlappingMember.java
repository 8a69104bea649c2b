package io.steadykafka.delivery.internal.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member that fetches few records at a time, and the loop of its container.
 */
public final class OverlappingMember {

	public static final Duration TIMEOUT = Duration.ofSeconds(60);

	public static final Duration WINDOW = Duration.ofMillis(100);

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration FAST = Duration.ofMillis(1);

	public final FakeConsumer fake;

	public final TestMember test;

	public final Consumer<String, String> consumer;

	/**
	 * How often somebody looked for answers since {@link #answerAtLook}.
	 */
	public int looks;

	public OverlappingMember(int maxPollRecords, TestMember test) {
		this.fake = new FakeConsumer(maxPollRecords);
		this.test = test;
		this.consumer = test.consumer(this.fake);
		this.fake.log(P0, 10_000);
		this.fake.log(P1, 0);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0, P1));
	}

	public ConsumerRecords<String, String> poll() {
		return this.consumer.poll(Duration.ZERO);
	}

	/**
	 * Poll, and handle what comes.
	 */
	public List<Long> handle() {
		List<Long> offsets = new ArrayList<>();
		this.test.handle(poll(), FAST).forEach((record) -> offsets.add(record.offset()));
		return offsets;
	}

	public void commit(long offset) {
		this.consumer.commitSync(FakeConsumer.offset(P0, offset), TIMEOUT);
	}

	public void commitWithoutWaiting(long offset) {
		commit(offset);
		assertThat(this.fake.syncCommits).isEmpty();
		assertThat(this.fake.asyncCommits).hasSize(1);
	}

	public void answerAtLook(int look, Exception failure) {
		this.looks = 0;
		this.fake.duringLooks = () -> {
			if (++this.looks == look) {
				this.fake.answer(failure);
			}
		};
	}

}
