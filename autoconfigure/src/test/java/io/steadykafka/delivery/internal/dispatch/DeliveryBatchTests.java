package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.delivery.internal.buffer.RecordBuffer.Taken;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import io.steadykafka.delivery.internal.work.ListenerWork;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeliveryBatch} and {@link DeliveryWatch}.
 */
class DeliveryBatchTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration MILLI = Duration.ofMillis(1);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	@Test
	void endsWhenTheWindowIsOver() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		assertThat(this.test.handle(batch.records(), Duration.ofMillis(40))).hasSize(3);
		assertThat(batch.hasEnded()).isTrue();
		assertThat(batch.delivered()).isEqualTo(3);
	}

	@Test
	void endsAfterARecordThatFailed() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		assertThat(this.test.handle(batch.records(), MILLI, 1)).hasSize(2);
		assertThat(batch.delivered()).isEqualTo(2);
	}

	@Test
	void endsWhenTheContainerStops() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = batch.records().iterator();
		next(records);
		next(records);
		this.test.running = false;
		assertThat(records.hasNext()).isFalse();
	}

	@Test
	void theFirstRecordIsDeliveredInAnyCase() {
		this.test.running = false;
		assertThat(this.test.handle(batch(TestMember.Kind.ONE_BY_ONE).records(), MILLI)).hasSize(1);
	}

	@Test
	void oneThatEndedStaysSo() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = batch.records().iterator();
		next(records);
		batch.takeBack();
		assertThat(records.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
		assertThat(batch.delivered()).isOne();
	}

	@Test
	void allOtherWaysShowAllRecords() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		ConsumerRecords<String, String> records = batch.records();
		this.test.handle(records, Duration.ofMillis(60));
		assertThat(batch.count()).isEqualTo(5);
		assertThat(records.count()).isEqualTo(5);
		assertThat(records.records(P0)).hasSize(3);
		assertThat(records.records(P1).get(1).offset()).isEqualTo(8);
		assertThat(records.partitions()).containsExactly(P0, P1);
		assertThat(batch.delivered()).isEqualTo(2);
	}

	@Test
	void isOfKafkasOwnClassAsAgentsChangeNoOther() {
		assertThat(batch(TestMember.Kind.ONE_BY_ONE).records().getClass()).isEqualTo(ConsumerRecords.class);
	}

	@Test
	void whoLooksAtTheRecordsBeforeTheContainerChangesNothing() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		ConsumerRecords<String, String> records = batch.records();
		this.test.running = false;
		records.forEach((record) -> assertThat(record).isNotNull());
		this.test.running = true;
		for (TopicPartition partition : records.partitions()) {
			List<ConsumerRecord<String, String>> list = records.records(partition);
			IntStream.range(0, list.size()).forEach((i) -> assertThat(list.get(i)).isNotNull());
		}
		records.iterator().next();
		assertThat(handle(records, Duration.ofMillis(60))).containsExactly(0L, 1L);
		assertThat(batch.delivered()).isEqualTo(2);
		assertThat(this.test.session.mode().finished()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("copies")
	void ofACopyAllIsDeliveredAndTimeIsMeasured(UnaryOperator<ConsumerRecords<String, String>> copying) {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		assertThat(handle(copying.apply(batch.records()), Duration.ofMillis(60))).hasSize(5);
		assertThat(batch.delivered()).isEqualTo(5);
		assertThat(batch.inHand()).isNull();
		assertThat(batch.position(P1)).isEmpty();
		assertThat(this.test.session.mode().finished()).isEqualTo(5);
		assertThat(this.test.work.handlerTime()).isEqualTo(Duration.ofMillis(300));
		assertThat(this.test.session.mode().limit()).isOne();
	}

	static List<UnaryOperator<ConsumerRecords<String, String>>> copies() {
		return List.of((records) -> copy(records, ArrayList::new), (records) -> copy(records, (list) -> {
			List<ConsumerRecord<String, String>> copy = new ArrayList<>();
			list.forEach(copy::add);
			return copy;
		}), (records) -> copy(records, (list) -> list.stream().toList()));
	}

	@Test
	void ofACopyThatTakesRecordsWhenTheyAreTakenTheWindowHolds() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		assertThat(handle(copy(batch.records(), (list) -> list), Duration.ofMillis(60))).containsExactly(0L, 1L);
		assertThat(batch.delivered()).isEqualTo(2);
	}

	@Test
	void aCopyOfWhichAnInterceptorKeepsAllFromTheListenerIsDelivered() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		copy(batch.records(), (list) -> list.stream().toList());
		assertThat(batch.delivered()).isEqualTo(5);
	}

	@Test
	void whoTakesTheRecordsOnceMoreMayDoSomethingWithThem() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		ConsumerRecords<String, String> records = batch.records();
		Iterator<ConsumerRecord<String, String>> container = records.iterator();
		next(container);
		this.test.watch().completed(1);
		records.iterator().next();
		assertThat(batch.delivered()).isEqualTo(5);
		this.test.pass(Duration.ofSeconds(1));
		assertThat(container).toIterable().hasSize(4);
	}

	private static ConsumerRecords<String, String> copy(ConsumerRecords<String, String> records,
			UnaryOperator<List<ConsumerRecord<String, String>>> copying) {
		Map<TopicPartition, List<ConsumerRecord<String, String>>> copies = new HashMap<>();
		records.partitions().forEach((partition) -> copies.put(partition, copying.apply(records.records(partition))));
		return new ConsumerRecords<>(copies, records.nextOffsets());
	}

	private List<Long> handle(ConsumerRecords<String, String> records, Duration each) {
		TrackedRecordListener<String, String> listener = TrackedRecordListener.of((record) -> this.test.pass(each),
				this.test.session::mode);
		List<Long> offsets = new ArrayList<>();
		records.forEach((record) -> {
			listener.onMessage(record);
			offsets.add(record.offset());
		});
		return offsets;
	}

	@Test
	void tellsWhatWasDeliveredOfEachPartition() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ONE_BY_ONE);
		this.test.handle(batch.records(), Duration.ofMillis(30));
		Map<TopicPartition, Integer> delivered = new HashMap<>();
		batch.visit(false, (partition, records, count) -> delivered.put(partition, count));
		assertThat(delivered).isEqualTo(Map.of(P0, 3, P1, 1));
	}

	@Test
	void whoLooksOnIsNotTheListener() {
		for (TestMember.Kind kind : TestMember.Kind.values()) {
			DeliveryBatch<String, String> batch = batch(kind);
			assertThat(batch.untouched().records(P0)).hasSize(3);
			assertThat(batch.untouched()).hasSize(5);
			assertThat(batch.delivered()).isZero();
		}
	}

	@Test
	void ofABatchAllIsDelivered() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.BATCH);
		this.test.running = false;
		assertThat(batch.records()).hasSize(5);
		assertThat(batch.delivered()).isEqualTo(5);
	}

	@Test
	void oneThatIsAcknowledgedLaterDoesNotEndEarly() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.ACKNOWLEDGED_LATER);
		assertThat(this.test.handle(batch.records(), Duration.ofMillis(60))).hasSize(5);
		assertThat(batch.delivered()).isEqualTo(5);
	}

	@Test
	void recordsThatTakeLongAreCounted() {
		List<OverlongRecord> overlong = new ArrayList<>();
		DeliveryWatch watch = new DeliveryWatch(this.test.listener, new ListenerWork(overlong::add),
				Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(1), () -> false,
				() -> this.test.nanoTime);
		watch.delivered();
		this.test.pass(Duration.ofMillis(99));
		watch.returned(FakeConsumer.record(P0, 7));
		this.test.pass(Duration.ofMillis(999));
		watch.returned(FakeConsumer.record(P0, 8));
		assertThat(overlong).isEmpty();
		this.test.pass(Duration.ofSeconds(2));
		assertThat(watch.pollBudgetUsed()).isEqualTo(0.099 + 0.999 + 2);
		watch.returned(FakeConsumer.record(P0, 9));
		assertThat(overlong).singleElement().satisfies((record) -> {
			assertThat(record.offset()).isEqualTo(9);
			assertThat(record.took()).isEqualTo(Duration.ofSeconds(2));
		});
	}

	@Test
	void aCommitBetweenRecordsIsNotTheListenersTime() {
		this.test.watch().delivered();
		this.test.pass(Duration.ofSeconds(1));
		this.test.watch().interrupted(Duration.ofSeconds(1).toNanos());
		this.test.pass(Duration.ofMillis(30));
		this.test.watch().returned(FakeConsumer.record(P0, 0));
		assertThat(this.test.watch().hasEnough()).isFalse();
		assertThat(this.test.work.slow()).isZero();
		this.test.session.mode().finished();
		assertThat(this.test.work.handlerTime()).isEqualTo(Duration.ofMillis(30));
	}

	@Test
	void slowBatchesAreCountedByRecord() {
		this.test.watch().delivered();
		this.test.pass(Duration.ofMillis(500));
		this.test.watch().returned(FakeConsumer.record(P0, 0), 6);
		assertThat(this.test.work.slow()).isZero();
		this.test.pass(Duration.ofMillis(500));
		this.test.watch().returned(FakeConsumer.record(P0, 0), 5);
		assertThat(this.test.work.slow()).isEqualTo(5);
	}

	@Test
	void aBatchThatNobodyLookedAtWasNotDelivered() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.BATCH);
		assertThat(batch.delivered()).isZero();
		assertThat(batch.position(P0)).hasValue(0);
		batch.records().forEach((record) -> assertThat(record).isNotNull());
		assertThat(batch.delivered()).isEqualTo(5);
		assertThat(batch.inHand()).isNull();
	}

	@Test
	void aBatchThatAnInterceptorRefusedWasNotDelivered() {
		DeliveryBatch<String, String> batch = batch(TestMember.Kind.BATCH);
		assertThat(batch.records().iterator()).hasNext();
		this.test.watch().refused();
		assertThat(batch.delivered()).isZero();
		assertThat(batch.inHand()).extracting(ConsumerRecord::offset).isEqualTo(0L);
		List<Integer> delivered = new ArrayList<>();
		batch.visit(true, (partition, records, count) -> delivered.add(count));
		assertThat(delivered).containsExactly(0, 0);
	}

	private DeliveryBatch<String, String> batch(TestMember.Kind kind) {
		Map<TopicPartition, List<ConsumerRecord<String, String>>> records = new LinkedHashMap<>();
		records.put(P0, List.of(FakeConsumer.record(P0, 0), FakeConsumer.record(P0, 1), FakeConsumer.record(P0, 2)));
		records.put(P1, List.of(FakeConsumer.record(P1, 7), FakeConsumer.record(P1, 8)));
		DeliveryBatch<String, String> batch = new DeliveryBatch<>(new Taken<>(records, Map.of()), this.test.mode(kind));
		this.test.watch().delivered(batch);
		return batch;
	}

	private void next(Iterator<ConsumerRecord<String, String>> records) {
		assertThat(records.hasNext()).isTrue();
		this.test.watch().isCopied(records.next());
	}

}
