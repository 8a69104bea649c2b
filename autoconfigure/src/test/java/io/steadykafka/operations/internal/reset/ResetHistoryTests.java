package io.steadykafka.operations.internal.reset;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.operations.OffsetReset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResetHistory}.
 */
class ResetHistoryTests {

	private final ResetHistory history = new ResetHistory(() -> {
	});

	@Test
	void theLast20AreKeptLastFirst() {
		for (int i = 0; i < 25; i++) {
			this.history.add(new OffsetReset("reset-" + i, "group", Instant.EPOCH, "test", true, false, List.of()));
		}
		assertThat(this.history.lastFirst()).hasSize(20)
			.extracting(OffsetReset::id)
			.startsWith("reset-24", "reset-23")
			.endsWith("reset-5");
		assertThat(this.history.get("reset-7").id()).isEqualTo("reset-7");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.history.get("reset-4"))
			.withMessageStartingWith(
					"There is no reset 'reset-4' among the last 20 that this instance knows. There are [");
	}

	@Test
	void aResetOfAnotherInstanceHasThePlaceOfItsTime() {
		this.history.add(at("late", 30));
		this.history.add(at("early", 10));
		this.history.add(at("between", 20));
		this.history.add(at("late", 5));
		assertThat(this.history.lastFirst()).extracting(OffsetReset::id).containsExactly("late", "between", "early");
		for (int i = 0; i < 20; i++) {
			this.history.add(at("reset-" + i, 100 + i));
		}
		this.history.add(at("too-old", 1));
		assertThat(this.history.lastFirst()).hasSize(20).extracting(OffsetReset::id).endsWith("reset-0");
	}

	@Test
	void onlyAResetOfThisInstanceIsToldOf() {
		AtomicInteger told = new AtomicInteger();
		ResetHistory telling = new ResetHistory(told::incrementAndGet);
		telling.add(at("elsewhere", 1));
		assertThat(told).hasValue(0);
		telling.executed(at("here", 2));
		assertThat(told).hasValue(1);
		assertThat(telling.contains("here")).isTrue();
	}

	private static OffsetReset at(String id, long second) {
		return new OffsetReset(id, "group", Instant.ofEpochSecond(second), "test", true, false, List.of());
	}

}
