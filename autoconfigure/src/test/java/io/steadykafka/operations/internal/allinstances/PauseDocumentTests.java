package io.steadykafka.operations.internal.allinstances;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.operations.internal.member.PauseScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PauseDocument}.
 */
class PauseDocumentTests {

	private static final PauseChange CHANGE = new PauseChange(new PauseScope("orders", 3), true, "alice",
			Instant.parse("2026-01-01T00:00:00.123456789Z"), 7);

	@Test
	void changesAreReadAsTheyWereWritten() {
		List<PauseChange> changes = List.of(CHANGE,
				new PauseChange(new PauseScope(null, null), false, "bob", Instant.EPOCH, 8));
		assertThat(PauseDocument.read(PauseDocument.of(changes))).isEqualTo(changes);
	}

	@ParameterizedTest
	@CsvSource({ "topic,a/b", "topic,", "partition,-1", "partition,x", "paused,yes", "by,", "since,yesterday",
			"version,0", "version,9223372036854775807", "version,x" })
	void whatIsNoChangeIsLeftOut(String field, String value) {
		Map<String, Object> document = new HashMap<>(PauseDocument.of(List.of(CHANGE)).get(0));
		document.put(field, (value != null && value.matches("\\d+")) ? Long.valueOf(value) : value);
		assertThat(PauseDocument.read(List.of(document, "", Map.of()))).isEmpty();
		assertThat(PauseDocument.read(document)).isEmpty();
	}

	@Test
	void whoDidItIsFitForALog() {
		Map<String, Object> document = new HashMap<>(PauseDocument.of(List.of(CHANGE)).get(0));
		document.put("by", "a\nb" + "x".repeat(1_000));
		assertThat(PauseDocument.read(List.of(document)).get(0).by()).startsWith("a?b").hasSize(201);
	}

}
