package io.steadykafka.failure.internal.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchBisection}.
 */
class BatchBisectionTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	private final BatchBisection bisection = new BatchBisection();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 49, 50, 98, 99 })
	void theBadRecordIsAloneAfterFewSteps(int bad) {
		List<Long> log = LongStream.range(0, 100).boxed().toList();
		int position = 0;
		int steps = 0;
		List<Long> batch = log;
		TreeSet<Long> processed = new TreeSet<>();
		while (batch.size() > 1 || batch.get(0) != bad) {
			if (batch.contains((long) bad)) {
				this.bisection.failed(Map.of(FIRST, batch));
			}
			else {
				processed.addAll(batch);
				position += batch.size();
				this.bisection.advanced(FIRST, position);
			}
			BatchBisection.Next next = this.bisection.next((partition) -> true);
			int limit = (next != null) ? next.records() : log.size();
			batch = log.subList(position, Math.min(log.size(), position + limit));
			steps++;
		}
		assertThat(processed).containsExactlyElementsOf(log.subList(0, bad));
		assertThat(steps).isLessThan(16);
	}

	@Test
	void partitionsComeOneAfterTheOther() {
		Map<TopicPartition, List<Long>> batch = new LinkedHashMap<>();
		batch.put(FIRST, List.of(4L, 7L));
		batch.put(SECOND, List.of(1L, 2L, 3L));
		this.bisection.failed(batch);
		assertThat(this.bisection.next((partition) -> true)).isEqualTo(new BatchBisection.Next(FIRST, 2));
		assertThat(this.bisection.next(SECOND::equals)).isEqualTo(new BatchBisection.Next(SECOND, 3));
		this.bisection.advanced(FIRST, 9);
		assertThat(this.bisection.next((partition) -> true)).isEqualTo(new BatchBisection.Next(SECOND, 3));
		this.bisection.advanced(SECOND, 4);
		assertThat(this.bisection.isEmpty()).isTrue();
		assertThat(this.bisection.next((partition) -> true)).isNull();
	}

	@Test
	void aPartitionThatIsGoneIsForgotten() {
		this.bisection.failed(Map.of(FIRST, List.of(1L, 2L)));
		this.bisection.forget(List.of(FIRST));
		assertThat(this.bisection.isEmpty()).isTrue();
	}

	@Test
	void whatIsKnownToBeGoodComesWhole() {
		this.bisection.only(FIRST, new ArrayList<>(List.of(1L, 2L, 5L)));
		assertThat(this.bisection.next((partition) -> true)).isEqualTo(new BatchBisection.Next(FIRST, 3));
		this.bisection.advanced(FIRST, 1);
		assertThat(this.bisection.next((partition) -> true)).isEqualTo(new BatchBisection.Next(FIRST, 3));
		this.bisection.advanced(FIRST, 6);
		assertThat(this.bisection.isEmpty()).isTrue();
	}

}
