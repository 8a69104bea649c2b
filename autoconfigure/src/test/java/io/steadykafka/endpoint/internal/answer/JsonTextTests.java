package io.steadykafka.endpoint.internal.answer;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTextTests {

	@Test
	void whatIsNullStays() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("lag", null);
		document.put("list", Arrays.asList(1, null));
		assertThat(JsonText.of(document)).isEqualTo("{\"lag\":null,\"list\":[1,null]}");
	}

	@Test
	void valuesHaveTheirTypes() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("text", "a");
		document.put("whole", Long.MAX_VALUE);
		document.put("fraction", 0.5);
		document.put("unknown", Double.NaN);
		document.put("flag", true);
		document.put("at", Instant.EPOCH);
		document.put("none", Map.of());
		document.put("empty", List.of());
		document.put("nested", List.of(Map.of("a", List.of("b"))));
		assertThat(JsonText.of(document)).isEqualTo("{\"text\":\"a\",\"whole\":9223372036854775807,\"fraction\":0.5,"
				+ "\"unknown\":null,\"flag\":true,\"at\":\"1970-01-01T00:00:00Z\",\"none\":{},\"empty\":[],"
				+ "\"nested\":[{\"a\":[\"b\"]}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\\", "\n", "\0", "\u2028", "\u202e", "<", ">", "&", "\ud800", "\udb40\udc01" })
	void whatIsHostileIsEscaped(String hostile) {
		String json = JsonText.of(Map.of(hostile, "a" + hostile + "b"));
		assertThat(json).contains("\\").doesNotContain("a" + hostile + "b");
		assertThat((Object) JsonMapper.shared().readValue(json, Map.class))
			.isEqualTo(Map.of(hostile, "a" + hostile + "b"));
	}

	@Test
	void otherTextsStayReadable() {
		assertThat(JsonText.of("größe 日本 🎉/")).isEqualTo("\"größe 日本 🎉/\"");
	}

}
