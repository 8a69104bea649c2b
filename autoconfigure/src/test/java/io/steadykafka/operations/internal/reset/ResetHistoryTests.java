package io.steadykafka.operations.internal.reset;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;

import io.steadykafka.operations.OffsetReset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResetHistory}.
 */
class ResetHistoryTests {

	private final ResetHistory history = new ResetHistory();

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
			.withMessageStartingWith("There is no reset 'reset-4' among the last 20 of this instance. There are [");
	}

}
