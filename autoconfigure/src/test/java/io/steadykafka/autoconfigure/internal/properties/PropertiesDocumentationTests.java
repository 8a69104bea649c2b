package io.steadykafka.autoconfigure.internal.properties;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.testing.GeneratedPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/properties.md says what the metadata say. Its tables are written by this test, if
 * the system property {@code steady.docs.write} is {@code true}.
 */
class PropertiesDocumentationTests {

	private static final Path FILE = Path.of("../docs/properties.md");

	private static final String HEAD = """
			| property | type | default | description |
			|---|---|---|---|
			""";

	private static final String OURS = "steady.kafka.";

	// What has no section of its own.
	private static final Set<String> GENERAL = Set.of("enabled", "defaults", "report", "listeners");

	private static final Pattern CODE = Pattern
		.compile("\"([\\w-]+)\"|([a-z]+(?:\\.[a-z-]*[a-z])+|\\$\\{\\w+}|\\w+=\\w+)");

	@Test
	void tablesAreThoseOfTheMetadata() throws IOException {
		Map<String, List<Property>> sections = properties().stream()
			.collect(Collectors.groupingBy(Property::section, TreeMap::new, Collectors.toList()));
		String rendered = Files.readString(FILE);
		for (Map.Entry<String, List<Property>> section : sections.entrySet()) {
			String table = section.getValue().stream().map(Property::row).collect(Collectors.joining());
			rendered = GeneratedPage.replace(rendered, "properties: " + section.getKey(), HEAD + table);
		}
		GeneratedPage.check(FILE, rendered, PropertiesDocumentationTests.class);
	}

	@Test
	void thereIsNoSectionWithoutProperties() throws IOException {
		Set<String> sections = properties().stream().map(Property::section).collect(Collectors.toSet());
		assertThat(Pattern.compile("<!-- properties: ([\\w-]+) -->")
			.matcher(Files.readString(FILE))
			.results()
			.map((place) -> place.group(1))).containsExactlyInAnyOrderElementsOf(sections);
	}

	static List<Property> properties() throws IOException {
		try (InputStream metadata = SteadyKafkaProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			List<Map<String, Object>> properties = JsonPath.read(metadata, "$.properties");
			return properties.stream()
				.map((property) -> new Property(String.valueOf(property.get("name")),
						String.valueOf(property.get("type")), property.get("defaultValue"),
						String.valueOf(property.get("description"))))
				.sorted(Comparator.comparing((property) -> ConfigurationPropertyName.of(property.name())))
				.toList();
		}
	}

	/**
	 * A property, as the metadata describe it.
	 */
	record Property(String name, String type, @Nullable Object defaultValue, String description) {

		String section() {
			if (!this.name.startsWith(OURS)) {
				// Spring Boot's properties of the endpoint.
				return "operations";
			}
			String section = ConfigurationPropertyName.of(this.name)
				.getElement(2, ConfigurationPropertyName.Form.DASHED);
			return GENERAL.contains(section) ? "general" : section;
		}

		String row() {
			return "| `" + this.name + "` | " + shownType() + " | " + shownDefault() + " | "
					+ CODE.matcher(this.description).replaceAll("`$1$2`") + " |\n";
		}

		private String shownType() {
			Object[] choices = choices();
			if (choices != null) {
				return Arrays.stream(choices)
					.map((choice) -> "`" + choice.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
					.collect(Collectors.joining(", "));
			}
			return "`" + this.type.replaceAll("(?:\\w+\\.)+(?:\\w+\\$)?", "").replaceAll("Class<.*Throwable>", "Class")
					+ "`";
		}

		private String shownDefault() {
			Object value = (this.defaultValue instanceof List<?> list)
					? list.stream().map(String::valueOf).collect(Collectors.joining(",")) : this.defaultValue;
			return (value != null) ? "`" + value + "`" : "–";
		}

		private Object @Nullable [] choices() {
			return this.type.contains("<") ? null
					: ClassUtils.resolveClassName(this.type, getClass().getClassLoader()).getEnumConstants();
		}

	}

}
