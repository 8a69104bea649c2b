package io.steadykafka.operations.internal.reset;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResetDocument}.
 */
class ResetDocumentTests {

	private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

	@Test
	void aResetIsReadAsItWasWritten() {
		OffsetReset reset = new OffsetReset("r-1", "team/größe 1", NOW, "alice", true, false,
				List.of(moved("orders", 0, OptionalLong.of(9), true), moved("orders", 11, OptionalLong.empty(), true),
						moved("returns", 2, OptionalLong.of(3), false)));
		assertThat(read(ResetDocument.of(reset))).isEqualTo(reset);
	}

	@Test
	void aTimeThatIsStillToComeIsNow() {
		Map<String, Object> document = document();
		document.put("at", NOW.plusSeconds(1_000_000).toEpochMilli());
		assertThat(read(document).at()).isEqualTo(NOW);
	}

	@Test
	void whoAskedIsCutAndStaysOnItsLine() {
		Map<String, Object> document = document();
		document.put("by", "evil\r\nWARN \u202e" + "x".repeat(10_000));
		assertThat(read(document).by()).startsWith("evil??WARN ?xxx").hasSizeLessThan(600);
		document.remove("by");
		assertThat(read(document).by()).isEqualTo("unknown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "group", "at", "partitions" })
	void whatIsMissingOrOfAnotherTypeIsRefused(String field) {
		for (Object wrong : new Object[] { null, 1.5, true, List.of(), List.of(Map.of()) }) {
			Map<String, Object> document = document();
			document.put(field, wrong);
			assertThatIllegalArgumentException().isThrownBy(() -> read(document)).withMessageContaining("No record");
		}
	}

	@ParameterizedTest
	@MethodSource("impossible")
	void partitionsThatCanNotBeAreRefused(Object partitions) {
		Map<String, Object> document = document();
		document.put("partitions", partitions);
		assertThatIllegalArgumentException().isThrownBy(() -> read(document)).withMessageContaining("No record");
	}

	static Stream<Object> impossible() {
		return Stream.of(Map.of(), Map.of("orders", Map.of()), Map.of("orders", List.of()),
				Map.of("orders", List.of(1L)), rows(List.of()), rows(List.of(0L, 1L, 2L)),
				rows(List.of(0L, 1L, 2L, true, 4L)), rows(List.of(-1L, 1L, 2L, true)),
				rows(List.of(2_147_483_648L, 1L, 2L, true)), rows(List.of(0.5, 1L, 2L, true)),
				rows(List.of(0L, -1L, 2L, true)), rows(List.of(0L, "1", 2L, true)), rows(List.of(0L, 1L, -2L, true)),
				rows(Arrays.asList(0L, 1L, null, true)), rows(Arrays.asList(null, 1L, 2L, true)),
				rows(List.of(0L, 1L, 2L, 1L)), rows(List.of(0L, 1L, 2L, false)),
				rows(List.of(0L, 1L, 2L, true), List.of(0L, 3L, 4L, true)),
				Map.of("", List.of(List.of(0L, 1L, 2L, true))), Map.of("a\nb", List.of(List.of(0L, 1L, 2L, true))));
	}

	private static Map<String, List<List<?>>> rows(List<?>... rows) {
		return Map.of("orders", List.of(rows));
	}

	@Test
	void aTopicOfAnImpossibleLengthIsRefused() {
		Map<String, Object> document = document();
		document.put("partitions", Map.of("x".repeat(250), List.of(List.of(0L, 1L, 2L, true))));
		assertThatIllegalArgumentException().isThrownBy(() -> read(document));
	}

	@Test
	void aTopicMayHaveTheLongestName() {
		Map<String, Object> document = document();
		document.put("partitions", Map.of("x".repeat(249), List.of(List.of(0L, 1L, 2L, true))));
		assertThat(read(document).partitions().get(0).partition().topic()).hasSize(249);
	}

	private static PartitionReset moved(String topic, int number, OptionalLong before, boolean done) {
		return new PartitionReset(new TopicPartition(topic, number), before, 5, null, null, null, done, null);
	}

	private static Map<String, Object> document() {
		return new HashMap<>(Map.of("group", "group", "at", NOW.toEpochMilli(), "by", "alice", "partitions",
				Map.of("orders", List.of(List.of(0L, 9L, 2L, true)))));
	}

	private static OffsetReset read(Map<String, Object> document) {
		return ResetDocument.read("r-1", document, NOW);
	}

}
