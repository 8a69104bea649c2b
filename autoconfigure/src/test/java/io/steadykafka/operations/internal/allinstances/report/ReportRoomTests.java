package io.steadykafka.operations.internal.allinstances.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.operations.internal.channel.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportRoom}.
 */
class ReportRoomTests {

	@Test
	void whatDoesNotFitIsCounted() {
		ReportRoom room = new ReportRoom(40);
		assertThat(room.take("partitions", List.of(1, 2))).isTrue();
		assertThat(room.take("findings", "x".repeat(40))).isFalse();
		assertThat(room.take("partitions", List.of(1, 2))).isTrue();
		assertThat(room.take("partitions", "x".repeat(30))).isFalse();
		room.leaveOut("partitions");
		assertThat(room.leftOut()).containsExactly("1 findings", "2 partitions");
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "\"quotes\" and \\ and /", "\u0000\u001f\n\t", "größe", "日本語", "😀", "\u2028" })
	void aValueNeverNeedsMoreThanItTakes(String text) {
		Map<String, Object> value = new HashMap<>();
		value.put(text.repeat(50), List.of(text.repeat(100), 1, -2.5, true, Long.MIN_VALUE, Double.MAX_VALUE));
		value.put("none", null);
		value.put("empty", Map.of("list", List.of(), "map", Map.of()));
		int written = Sent.bytes(value).length - Sent.bytes(Map.of()).length;
		assertThat(ReportRoom.bytes(value)).isGreaterThanOrEqualTo(written);
	}

}
