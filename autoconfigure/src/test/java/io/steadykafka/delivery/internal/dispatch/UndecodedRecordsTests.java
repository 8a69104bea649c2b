package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.support.serializer.SerializationUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliveryBatch} and {@link DeliveryWatch}: records that could not be
 * decoded, which a container gives to its error handler instead of the listener.
 */
class UndecodedRecordsTests {

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	@Test
	void oneThatTheListenerWasNotCalledWithFailedAndEndsTheBatch() {
		DeliveryBatch<String, String> batch = batch(List.of(decoded(0), undecoded(1), decoded(2)));
		Iterator<ConsumerRecord<String, String>> records = batch.records().iterator();
		take(records);
		this.test.watch().completed(1);
		take(records);
		assertThat(records.hasNext()).isFalse();
		this.test.session.mode().finished();
		assertThat(this.test.work.failed()).isOne();
		assertThat(this.test.work.processed()).isOne();
	}

	@Test
	void oneThatTheListenerWasCalledWithIsAsAnyOther() {
		DeliveryBatch<String, String> batch = batch(List.of(undecoded(0), decoded(1)));
		Iterator<ConsumerRecord<String, String>> records = batch.records().iterator();
		take(records);
		this.test.watch().completed(1);
		assertThat(records.hasNext()).isTrue();
		this.test.session.mode().finished();
		assertThat(this.test.work.failed()).isZero();
	}

	@Test
	void oneThatAnInterceptorKeptFromTheListenerDidNotFail() {
		Iterator<ConsumerRecord<String, String>> records = batch(List.of(decoded(0), decoded(1))).records().iterator();
		take(records);
		assertThat(records.hasNext()).isTrue();
		this.test.session.mode().finished();
		assertThat(this.test.work.failed()).isZero();
	}

	@Test
	void oneThatTheContainerDidNotComeBackFromFailedToo() {
		this.test.watch().delivered();
		this.test.watch().abandoned(undecoded(0));
		this.test.session.mode().finished();
		assertThat(this.test.work.failed()).isOne();
	}

	private static void take(Iterator<ConsumerRecord<String, String>> records) {
		assertThat(records.hasNext()).isTrue();
		records.next();
	}

	private DeliveryBatch<String, String> batch(List<ConsumerRecord<String, String>> records) {
		this.test.watch().delivered();
		return new DeliveryBatch<>(new RecordBuffer.Taken<>(Map.of(FakeConsumer.P0, records), Map.of()),
				this.test.mode(TestMember.Kind.ONE_BY_ONE));
	}

	private static ConsumerRecord<String, String> decoded(long offset) {
		return FakeConsumer.record(FakeConsumer.P0, offset);
	}

	private static ConsumerRecord<String, String> undecoded(long offset) {
		ConsumerRecord<String, String> record = new ConsumerRecord<>(FakeConsumer.TOPIC, 0, offset, "key", null);
		SerializationUtils.deserializationException(record.headers(), new byte[0], new IllegalStateException(), false);
		return record;
	}

}
