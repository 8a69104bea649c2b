package io.steadykafka.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;
import org.springframework.kafka.listener.CommonMixedErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateFailures}, {@link Pauses}, {@link Causes}, {@link HandlerAccess},
 * and suspects in a {@link FailedBatch}.
 */
class MendedFailureTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	@Test
	void lateFailuresAreTakenByTheOwnerOnceAndInOrder() {
		LateFailures late = new LateFailures();
		late.add(failure(0, 9));
		late.add(failure(1, 3));
		late.add(failure(0, 4));
		assertThat(late.take(List.of(FIRST))).extracting(Failure::offset).containsExactly(4L, 9L);
		assertThat(late.take(List.of(FIRST))).isEmpty();
		late.forget(List.of(SECOND));
		assertThat(late.isEmpty()).isTrue();
	}

	@Test
	void pausesGrowInARowAndBeginAnewAfterAWhile() {
		Pauses pauses = new Pauses(new FailureRule(new BackOffRule(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), 2),
				Exhaustion.STOP, List.of()));
		Instant now = Instant.EPOCH;
		assertThat(pauses.begin(FIRST, now)).hasSeconds(1);
		assertThat(pauses.remaining(now)).isEqualTo(Map.of(FIRST, Duration.ofSeconds(1)));
		now = now.plusSeconds(2);
		assertThat(pauses.remaining(now)).isEmpty();
		assertThat(pauses.begin(FIRST, now)).hasSeconds(2);
		assertThat(pauses.begin(FIRST, now)).hasSeconds(3);
		assertThat(pauses.begin(SECOND, now)).hasSeconds(1);
		now = now.plusSeconds(7);
		assertThat(pauses.remaining(now)).isEmpty();
		assertThat(pauses.isEmpty()).isTrue();
		assertThat(pauses.begin(FIRST, now)).hasSeconds(1);
	}

	@Test
	void circlesOfCausesEnd() {
		IllegalStateException one = new IllegalStateException();
		IllegalArgumentException other = new IllegalArgumentException(one);
		one.initCause(other);
		assertThat(Causes.find(one, IllegalArgumentException.class)).isSameAs(other);
		assertThat(Causes.find(one, UndeliverableException.class)).isNull();
	}

	@Test
	void aRecordThatOnlyAnIndexNamesIsASuspectUnlessItIsAlone() {
		List<ConsumerRecord<String, String>> records = List.of(record(0, 1), record(0, 2), record(0, 3));
		assertThat(suspected(new BatchListenerFailedException("", 1), records)).isTrue();
		assertThat(suspected(new BatchListenerFailedException("", records.get(1)), records)).isFalse();
		assertThat(suspected(new BatchListenerFailedException("", 0), records.subList(0, 1))).isFalse();
	}

	@Test
	void handlersThatOnlyLogSkipSilentlyWhereverTheyAre() {
		CommonErrorHandler careful = new DefaultErrorHandler((record, ex) -> assertThat(record).isNotNull());
		CommonErrorHandler logging = new CommonLoggingErrorHandler();
		assertThat(HandlerAccess.skipsSilently(logging)).isTrue();
		assertThat(HandlerAccess.skipsSilently(careful)).isFalse();
		assertThat(HandlerAccess.skipsSilently(new CommonMixedErrorHandler(careful, logging))).isTrue();
		assertThat(HandlerAccess.skipsSilently(new CommonMixedErrorHandler(careful, careful))).isFalse();
		CommonDelegatingErrorHandler delegating = new CommonDelegatingErrorHandler(careful);
		assertThat(HandlerAccess.skipsSilently(delegating)).isFalse();
		delegating.setErrorHandlers(Map.of(IllegalStateException.class, new DefaultErrorHandler()));
		assertThat(HandlerAccess.skipsSilently(delegating)).isTrue();
		assertThat(HandlerAccess.skipsSilently(new CommonDelegatingErrorHandler(new DefaultErrorHandler()))).isTrue();
	}

	private static boolean suspected(Exception exception, List<ConsumerRecord<String, String>> records) {
		return FailedBatch.of(exception, new ConsumerRecords<>(Map.of(FIRST, records), Map.of()), false).suspected();
	}

	private static ConsumerRecord<String, String> record(int partition, long offset) {
		return new ConsumerRecord<>("orders", partition, offset, "", "");
	}

	private static Failure failure(int partition, long offset) {
		return Failure.of(record(partition, offset), new IllegalStateException());
	}

}
