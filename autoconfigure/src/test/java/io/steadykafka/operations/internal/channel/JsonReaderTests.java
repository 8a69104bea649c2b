package io.steadykafka.operations.internal.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JsonReader}.
 */
class JsonReaderTests {

	@Test
	void everyKindOfValueIsRead() {
		Map<String, Object> object = JsonReader.object("""
				{"text": "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9ü😀", "long": -9007199254740993, "zero": 0, "double": 1.5e3,
				"huge": 100000000000000000000, "yes": true, "no": false, "nothing": null, "": {}, "a:b": [ ],
				"list": [1, "two", [3], {"four": 4}]}
				""");
		assertThat(object).containsEntry("text", "a\"\\/\b\f\n\r\té" + "ü😀")
			.containsEntry("long", -9007199254740993L)
			.containsEntry("zero", 0L)
			.containsEntry("double", 1500.0)
			.containsEntry("huge", 1e20)
			.containsEntry("yes", true)
			.containsEntry("no", false)
			.containsEntry("nothing", null)
			.containsEntry("", Map.of())
			.containsEntry("a:b", List.of())
			.containsEntry("list", Arrays.asList(1L, "two", List.of(3L), Map.of("four", 4L)));
	}

	@Test
	void halfACharacterIsReplaced() {
		assertThat(JsonReader.object("{\"text\": \"\\ud83d!\"}")).containsEntry("text", "?!");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "}", "[]", "1", "null", "\"text\"", "{}{}", "{} x", "{}\u0000", "{\"a\"}",
			"{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}",
			"{\"a\":1e}", "{\"a\":1e999}", "{\"a\":NaN}", "{\"a\":nul}", "{\"a\":truth}", "{\"a\":\"\\x\"}",
			"{\"a\":\"\\u12\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"line\nline\"}", "{\"a\":\"open}", "{\"a\":[1,]}",
			"{\"a\":[1}", "{,}", "{\"a\":\"\\", "{\"a\":-}", "{\"a\":11111111111111111111111111111111111111111111}" })
	void whatIsNoObjectIsRefused(String json) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.object(json));
	}

	@Test
	void whatIsNestedDeeplyIsRefused() {
		assertThat(JsonReader.object(nested(10))).isNotEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.object(nested(100_000)))
			.withMessageContaining("nested deeper");
	}

	@Test
	void whatHasMoreValuesThanAnyMessageIsRefused() {
		assertThat(JsonReader.object("{\"a\":[" + "{},".repeat(40_000) + "1]}")).isNotEmpty();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> JsonReader.object("{\"a\":[" + "{},".repeat(60_000) + "1]}"))
			.withMessageContaining("More than 50000 values");
	}

	private static String nested(int depth) {
		return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
	}

}
