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

import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.delivery.internal.LeavePolicy;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.WorkCounters;
import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
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
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		assertThat(this.test.handle(portion.records(), Duration.ofMillis(40))).hasSize(3);
		assertThat(portion.hasEnded()).isTrue();
		assertThat(portion.handedOver()).isEqualTo(3);
	}

	@Test
	void endsAfterARecordThatFailed() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		assertThat(this.test.handle(portion.records(), MILLI, 1)).hasSize(2);
		assertThat(portion.handedOver()).isEqualTo(2);
	}

	@Test
	void endsWhenTheContainerStops() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = portion.records().iterator();
		next(records);
		next(records);
		this.test.running = false;
		assertThat(records.hasNext()).isFalse();
	}

	@Test
	void theFirstRecordIsHandedOverInAnyCase() {
		this.test.running = false;
		assertThat(this.test.handle(portion(DeliveryBatch.Kind.ONE_BY_ONE).records(), MILLI)).hasSize(1);
	}

	@Test
	void oneThatEndedStaysSo() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = portion.records().iterator();
		next(records);
		portion.takeBack();
		assertThat(records.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
		assertThat(portion.handedOver()).isOne();
	}

	@Test
	void allOtherWaysShowAllRecords() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		ConsumerRecords<String, String> records = portion.records();
		this.test.handle(records, Duration.ofMillis(60));
		assertThat(portion.count()).isEqualTo(5);
		assertThat(records.count()).isEqualTo(5);
		assertThat(records.records(P0)).hasSize(3);
		assertThat(records.records(P1).get(1).offset()).isEqualTo(8);
		assertThat(records.partitions()).containsExactly(P0, P1);
		assertThat(portion.handedOver()).isEqualTo(2);
	}

	@Test
	void isOfKafkasOwnClassAsAgentsChangeNoOther() {
		assertThat(portion(DeliveryBatch.Kind.ONE_BY_ONE).records().getClass()).isEqualTo(ConsumerRecords.class);
	}

	@Test
	void whoLooksAtTheRecordsBeforeTheContainerChangesNothing() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		ConsumerRecords<String, String> records = portion.records();
		this.test.running = false;
		records.forEach((record) -> assertThat(record).isNotNull());
		this.test.running = true;
		for (TopicPartition partition : records.partitions()) {
			for (int i = 0; i < records.records(partition).size(); i++) {
				assertThat(records.records(partition).get(i)).isNotNull();
			}
		}
		records.iterator().next();
		assertThat(handle(records, Duration.ofMillis(60))).containsExactly(0L, 1L);
		assertThat(portion.handedOver()).isEqualTo(2);
		assertThat(this.test.member.finished()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("copies")
	void ofACopyAllIsHandedOverAndTimeIsMeasured(UnaryOperator<ConsumerRecords<String, String>> copying) {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		assertThat(handle(copying.apply(portion.records()), Duration.ofMillis(60))).hasSize(5);
		assertThat(portion.handedOver()).isEqualTo(5);
		assertThat(portion.inHand()).isNull();
		assertThat(portion.position(P1)).isEmpty();
		assertThat(this.test.member.finished()).isEqualTo(5);
		assertThat(this.test.work.handlerTime()).isEqualTo(Duration.ofMillis(300));
		assertThat(this.test.member.limit()).isOne();
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
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		assertThat(handle(copy(portion.records(), (list) -> list), Duration.ofMillis(60))).containsExactly(0L, 1L);
		assertThat(portion.handedOver()).isEqualTo(2);
	}

	@Test
	void aCopyOfWhichAnInterceptorKeepsAllFromTheListenerIsHandedOver() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		copy(portion.records(), (list) -> list.stream().toList());
		assertThat(portion.handedOver()).isEqualTo(5);
	}

	@Test
	void whoTakesTheRecordsOnceMoreMayDoSomethingWithThem() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		ConsumerRecords<String, String> records = portion.records();
		Iterator<ConsumerRecord<String, String>> container = records.iterator();
		next(container);
		this.test.member.watch().completed(1);
		records.iterator().next();
		assertThat(portion.handedOver()).isEqualTo(5);
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
				() -> this.test.member);
		List<Long> offsets = new ArrayList<>();
		records.forEach((record) -> {
			listener.onMessage(record);
			offsets.add(record.offset());
		});
		return offsets;
	}

	@Test
	void tellsWhatWasHandedOverOfEachPartition() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ONE_BY_ONE);
		this.test.handle(portion.records(), Duration.ofMillis(30));
		Map<TopicPartition, Integer> handedOver = new HashMap<>();
		portion.visit(false, (partition, records, count) -> handedOver.put(partition, count));
		assertThat(handedOver).isEqualTo(Map.of(P0, 3, P1, 1));
	}

	@Test
	void whoLooksOnIsNotTheListener() {
		for (DeliveryBatch.Kind kind : DeliveryBatch.Kind.values()) {
			DeliveryBatch<String, String> portion = portion(kind);
			assertThat(portion.untouched().records(P0)).hasSize(3);
			assertThat(portion.untouched()).hasSize(5);
			assertThat(portion.handedOver()).isZero();
		}
	}

	@Test
	void ofABatchAllIsHandedOver() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.BATCH);
		this.test.running = false;
		assertThat(portion.records()).hasSize(5);
		assertThat(portion.handedOver()).isEqualTo(5);
	}

	@Test
	void oneThatIsAcknowledgedLaterDoesNotEndEarly() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.ACKNOWLEDGED_LATER);
		assertThat(this.test.handle(portion.records(), Duration.ofMillis(60))).hasSize(5);
		assertThat(portion.handedOver()).isEqualTo(5);
	}

	@Test
	void recordsThatTakeLongAreCounted() {
		List<OverlongRecord> overlong = new ArrayList<>();
		DeliveryWatch watch = new DeliveryWatch("listener", new WorkCounters(overlong::add),
				new RecordDelivery.Options(Duration.ofMillis(100), false, MILLI, Duration.ofMillis(100),
						LeavePolicy.LEAVE, Duration.ZERO),
				Duration.ofSeconds(1), () -> false, () -> this.test.nanoTime, true);
		watch.handedOver();
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
		this.test.member.watch().handedOver();
		this.test.pass(Duration.ofSeconds(1));
		this.test.member.watch().interrupted(Duration.ofSeconds(1).toNanos());
		this.test.pass(Duration.ofMillis(30));
		this.test.member.watch().returned(FakeConsumer.record(P0, 0));
		assertThat(this.test.member.watch().hasEnough()).isFalse();
		assertThat(this.test.work.slow()).isZero();
		this.test.member.finished();
		assertThat(this.test.work.handlerTime()).isEqualTo(Duration.ofMillis(30));
	}

	@Test
	void slowBatchesAreCountedByRecord() {
		this.test.member.watch().handedOver();
		this.test.pass(Duration.ofMillis(500));
		this.test.member.watch().returned(FakeConsumer.record(P0, 0), 6);
		assertThat(this.test.work.slow()).isZero();
		this.test.pass(Duration.ofMillis(500));
		this.test.member.watch().returned(FakeConsumer.record(P0, 0), 5);
		assertThat(this.test.work.slow()).isEqualTo(5);
	}

	@Test
	void aBatchThatNobodyLookedAtWasNotHandedOver() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.BATCH);
		assertThat(portion.handedOver()).isZero();
		assertThat(portion.position(P0)).hasValue(0);
		portion.records().forEach((record) -> assertThat(record).isNotNull());
		assertThat(portion.handedOver()).isEqualTo(5);
		assertThat(portion.inHand()).isNull();
	}

	@Test
	void aBatchThatAnInterceptorRefusedWasNotHandedOver() {
		DeliveryBatch<String, String> portion = portion(DeliveryBatch.Kind.BATCH);
		assertThat(portion.records().iterator()).hasNext();
		this.test.member.watch().refused();
		assertThat(portion.handedOver()).isZero();
		assertThat(portion.inHand()).extracting(ConsumerRecord::offset).isEqualTo(0L);
		List<Integer> handedOver = new ArrayList<>();
		portion.visit(true, (partition, records, count) -> handedOver.add(count));
		assertThat(handedOver).containsExactly(0, 0);
	}

	private DeliveryBatch<String, String> portion(DeliveryBatch.Kind kind) {
		Map<TopicPartition, List<ConsumerRecord<String, String>>> records = new LinkedHashMap<>();
		records.put(P0, List.of(FakeConsumer.record(P0, 0), FakeConsumer.record(P0, 1), FakeConsumer.record(P0, 2)));
		records.put(P1, List.of(FakeConsumer.record(P1, 7), FakeConsumer.record(P1, 8)));
		DeliveryBatch<String, String> portion = new DeliveryBatch<>(new RecordBuffer.Taken<>(records, Map.of()),
				this.test.member.watch(), kind);
		this.test.member.watch().handedOver(portion);
		return portion;
	}

	private void next(Iterator<ConsumerRecord<String, String>> records) {
		assertThat(records.hasNext()).isTrue();
		this.test.member.watch().isCopied(records.next());
	}

}
