package io.steadykafka.operations.internal.channel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steadykafka.operations.internal.channel.Message.Answer;
import io.steadykafka.operations.internal.channel.Message.Command;
import io.steadykafka.operations.internal.channel.Message.Report;
import io.steadykafka.operations.internal.channel.Message.Reset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MessageFormat}.
 */
class MessageFormatTests {

	private static final InstanceIdentity INSTANCE = new InstanceIdentity("id-1", "host");

	private static final Map<String, Object> BODY = Map.of("group", "a \"b\"\n:,{é", "offset", 9007199254740993L,
			"list", List.of("x", 1L), "rate", 0.5, "yes", true);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void aMessageIsReadAsItWasWritten(int index) {
		Message message = List
			.of(new Report(INSTANCE, BODY),
					new Command("c-1", "id-1", Set.of("id-2", "id-3"), Instant.ofEpochMilli(1_234), BODY),
					new Answer("c-1", "id-2", BODY), new Reset("r-1", "id-2", BODY))
			.get(index);
		assertThat(MessageFormat.read(MessageFormat.write(message))).isEqualTo(message);
	}

	@Test
	void theKeyOfAReportNamesItsInstance() {
		byte[] key = MessageFormat.key(new Report(INSTANCE, BODY));
		assertThat(MessageFormat.reporter(key)).isEqualTo("id-1");
		assertThat(MessageFormat.reporter(MessageFormat.key(new Answer("c-1", "id-1", BODY)))).isNull();
		assertThat(MessageFormat.reporter(null)).isNull();
	}

	@Test
	void theKeyOfAResetSaysThatItIsOne() {
		assertThat(MessageFormat.isReset(MessageFormat.key(new Reset("r-1", "id-1", BODY)))).isTrue();
		assertThat(MessageFormat.isReset(MessageFormat.key(new Report(INSTANCE, BODY)))).isFalse();
		assertThat(MessageFormat.isReset("reset/".getBytes(StandardCharsets.UTF_8))).isFalse();
		assertThat(MessageFormat.isReset(null)).isFalse();
	}

	@Test
	void whatHasNoJsonIsNull() {
		Map<String, Object> body = new HashMap<>(Map.of("nan", Double.NaN, "far", Double.POSITIVE_INFINITY));
		body.put("nothing", null);
		Report read = (Report) MessageFormat.read(MessageFormat.write(new Report(INSTANCE, body)));
		assertThat(read.body()).isEqualTo(new TreeMap<>(nulls("nan", "far", "nothing")));
	}

	private static Map<String, Object> nulls(String... keys) {
		Map<String, Object> nulls = new HashMap<>();
		for (String key : keys) {
			nulls.put(key, null);
		}
		return nulls;
	}

	@Test
	void aNameIsCutAndStaysOnItsLine() {
		Message report = new Report(new InstanceIdentity("id-1", "evil\r\nWARN \u202e" + "x".repeat(1_000)), Map.of());
		assertThat(((Report) MessageFormat.read(MessageFormat.write(report))).from().name())
			.startsWith("evil??WARN ?xxx")
			.hasSize(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "broken", "{}",
			"{\"v\":2,\"type\":\"report\",\"from\":\"a\",\"name\":\"b\",\"body\":{}}",
			"{\"v\":\"1\",\"type\":\"report\",\"from\":\"a\",\"name\":\"b\",\"body\":{}}",
			"{\"v\":1,\"type\":\"other\",\"from\":\"a\",\"name\":\"b\",\"body\":{}}",
			"{\"v\":1,\"type\":[],\"from\":\"a\",\"name\":\"b\",\"body\":{}}",
			"{\"v\":1,\"type\":\"report\",\"from\":\"../a\",\"name\":\"b\",\"body\":{}}",
			"{\"v\":1,\"type\":\"report\",\"from\":7,\"name\":\"b\",\"body\":{}}",
			"{\"v\":1,\"type\":\"report\",\"from\":\"a\",\"name\":\"b\",\"body\":[]}",
			"{\"v\":1,\"type\":\"command\",\"id\":\"c\",\"from\":\"a\",\"targets\":\"b\",\"deadline\":1,\"body\":{}}",
			"{\"v\":1,\"type\":\"command\",\"id\":\"c\",\"from\":\"a\",\"targets\":[1],\"deadline\":1,\"body\":{}}",
			"{\"v\":1,\"type\":\"command\",\"id\":\"c\",\"from\":\"a\",\"targets\":[\"b\"],\"deadline\":1.5,\"body\":{}}",
			"{\"v\":1,\"type\":\"answer\",\"from\":\"a\",\"body\":{}}",
			"{\"v\":1,\"type\":\"reset\",\"from\":\"a\",\"body\":{}}",
			"{\"v\":1,\"type\":\"reset\",\"id\":\"a/b\",\"from\":\"a\",\"body\":{}}",
			"{\"v\":1,\"type\":\"reset\",\"id\":\"r\",\"from\":\"a\",\"body\":7}" })
	void whatIsNotKnownIsRefused(String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MessageFormat.read(message.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void whatIsNoTextIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageFormat.read(new byte[] { '{', (byte) 0xff, '}' }))
			.withMessageContaining("UTF-8");
	}

	@Test
	void whatIsTooLargeIsNeitherReadNorWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageFormat.read(new byte[MessageFormat.LARGEST + 1]));
		Report report = new Report(INSTANCE, Map.of("text", "x".repeat(MessageFormat.LARGEST)));
		assertThatIllegalArgumentException().isThrownBy(() -> MessageFormat.write(report))
			.withMessageContaining("larger than");
	}

	@Test
	void tooManyTargetsAreRefused() {
		String targets = String.join(",", Collections.nCopies(1_001, "\"a\""));
		String message = "{\"v\":1,\"type\":\"command\",\"id\":\"c\",\"from\":\"a\",\"targets\":[" + targets
				+ "],\"deadline\":1,\"body\":{}}";
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MessageFormat.read(message.getBytes(StandardCharsets.UTF_8)));
	}

}
