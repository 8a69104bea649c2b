package io.steadykafka.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Portion} and {@link PortionWatch}.
 */
class PortionTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration MILLI = Duration.ofMillis(1);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	@Test
	void endsWhenTheWindowIsOver() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		assertThat(this.test.handle(portion, Duration.ofMillis(40))).hasSize(3);
		assertThat(portion.hasEnded()).isTrue();
		assertThat(portion.handedOver()).isEqualTo(3);
	}

	@Test
	void endsAfterARecordThatFailed() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		assertThat(this.test.handle(portion, MILLI, 1)).hasSize(2);
		assertThat(portion.handedOver()).isEqualTo(2);
	}

	@Test
	void endsWhenTheContainerStops() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = portion.iterator();
		next(records);
		next(records);
		this.test.running = false;
		assertThat(records.hasNext()).isFalse();
	}

	@Test
	void theFirstRecordIsHandedOverInAnyCase() {
		this.test.running = false;
		assertThat(this.test.handle(portion(Portion.Kind.ONE_BY_ONE), MILLI)).hasSize(1);
	}

	@Test
	void oneThatEndedStaysSo() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = portion.iterator();
		next(records);
		portion.end();
		assertThat(records.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
		assertThat(portion.handedOver()).isOne();
	}

	@Test
	void allOtherWaysShowAllRecords() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		this.test.handle(portion, Duration.ofMillis(60));
		assertThat(portion).hasSize(5);
		assertThat(portion.count()).isEqualTo(5);
		assertThat(portion.records(P0)).hasSize(3);
		assertThat(portion.records(FakeConsumer.TOPIC)).hasSize(5);
		assertThat(portion.partitions()).containsExactly(P0, P1);
		assertThat(portion.handedOver()).isEqualTo(2);
	}

	@Test
	void looksAtARecordWithoutTakingIt() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		Iterator<ConsumerRecord<String, String>> records = portion.iterator();
		assertThat(records.hasNext()).isTrue();
		assertThat(records.hasNext()).isTrue();
		assertThat(portion.handedOver()).isZero();
	}

	@Test
	void tellsWhatWasHandedOverOfEachPartition() {
		Portion<String, String> portion = portion(Portion.Kind.ONE_BY_ONE);
		this.test.handle(portion, Duration.ofMillis(30));
		Map<TopicPartition, Integer> handedOver = new HashMap<>();
		portion.visit(0, (partition, records, count) -> handedOver.put(partition, count));
		assertThat(handedOver).isEqualTo(Map.of(P0, 3, P1, 1));
	}

	@Test
	void whoLooksOnIsNotTheListener() {
		for (Portion.Kind kind : Portion.Kind.values()) {
			Portion<String, String> portion = portion(kind);
			assertThat(portion.untouched().records(P0)).hasSize(3);
			assertThat(portion.untouched()).hasSize(5);
			assertThat(portion.handedOver()).isZero();
		}
	}

	@Test
	void ofABatchAllIsHandedOver() {
		Portion<String, String> portion = portion(Portion.Kind.BATCH);
		this.test.running = false;
		assertThat(portion).hasSize(5);
		assertThat(portion.handedOver()).isEqualTo(5);
	}

	@Test
	void oneThatIsAcknowledgedLaterDoesNotEndEarly() {
		Portion<String, String> portion = portion(Portion.Kind.ACKNOWLEDGED_LATER);
		assertThat(this.test.handle(portion, Duration.ofMillis(60))).hasSize(5);
		assertThat(portion.handedOver()).isEqualTo(5);
	}

	@Test
	void recordsThatTakeLongAreCounted() {
		List<OverlongRecord> overlong = new ArrayList<>();
		PortionWatch watch = new PortionWatch(
				"listener", new CountedWork(overlong::add), new HandOvers.Options(Duration.ofMillis(100), false, MILLI,
						Duration.ofMillis(100), Departure.LEAVE, Duration.ZERO),
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
		Portion<String, String> portion = portion(Portion.Kind.BATCH);
		assertThat(portion.handedOver()).isZero();
		assertThat(portion.position(P0)).hasValue(0);
		portion.records(P0);
		assertThat(portion.handedOver()).isEqualTo(5);
		assertThat(portion.inHand()).isNull();
	}

	@Test
	void aBatchThatAnInterceptorRefusedWasNotHandedOver() {
		Portion<String, String> portion = portion(Portion.Kind.BATCH);
		assertThat(portion.iterator()).hasNext();
		this.test.member.watch().refused();
		assertThat(portion.handedOver()).isZero();
		assertThat(portion.inHand()).extracting(ConsumerRecord::offset).isEqualTo(0L);
		List<Integer> handedOver = new ArrayList<>();
		portion.visit(1, (partition, records, count) -> handedOver.add(count));
		assertThat(handedOver).containsExactly(0, 0);
	}

	private Portion<String, String> portion(Portion.Kind kind) {
		Map<TopicPartition, List<ConsumerRecord<String, String>>> records = new LinkedHashMap<>();
		records.put(P0, List.of(FakeConsumer.record(P0, 0), FakeConsumer.record(P0, 1), FakeConsumer.record(P0, 2)));
		records.put(P1, List.of(FakeConsumer.record(P1, 7), FakeConsumer.record(P1, 8)));
		this.test.member.watch().handedOver();
		return new Portion<>(new ReadAhead.Taken<>(records, Map.of()), this.test.member.watch(), kind);
	}

	private void next(Iterator<ConsumerRecord<String, String>> records) {
		assertThat(records.hasNext()).isTrue();
		records.next();
	}

}
