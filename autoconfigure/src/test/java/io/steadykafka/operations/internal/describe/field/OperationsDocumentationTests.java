package io.steadykafka.operations.internal.describe.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.testing.GeneratedPage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/operations.md has the fields of the documents. Its tables are written by this
 * test, if the system property {@code steady.docs.write} is {@code true}.
 */
class OperationsDocumentationTests {

	private static final Path FILE = Path.of("../docs/operations.md");

	private static final String HEAD = """
			| field | unit | meaning |
			|---|---|---|
			""";

	@Test
	void tablesAreThoseOfTheCode() throws IOException {
		String rendered = Files.readString(FILE);
		for (Map.Entry<String, List<Field>> section : DocumentedFields.sections().entrySet()) {
			rendered = GeneratedPage.replace(rendered, "fields: " + section.getKey(), HEAD
					+ section.getValue().stream().map(OperationsDocumentationTests::row).collect(Collectors.joining()));
		}
		GeneratedPage.check(FILE, rendered, OperationsDocumentationTests.class);
	}

	@Test
	void eachSaysWhatItIs() {
		assertThat(all()).allSatisfy((field) -> {
			assertThat(field.text().name()).matches("[a-z][A-Za-z]+").doesNotEndWith(Field.UNKNOWN);
			assertThat(field.text().meaning()).matches("[A-Z`].*[^.]");
			assertThat(field.text().unit()).isNotBlank();
		});
	}

	@Test
	void noSectionHasAFieldTwice() {
		assertThat(DocumentedFields.sections().values()).allSatisfy(
				(fields) -> assertThat(fields.stream().map((field) -> field.text().name())).doesNotHaveDuplicates());
	}

	@Test
	void secondsAreSaidInTheName() {
		assertThat(all().filter((field) -> field.text().unit().equals("seconds")))
			.allSatisfy((field) -> assertThat(field.text().name()).containsIgnoringCase("seconds"));
	}

	private static Stream<Field> all() {
		return DocumentedFields.sections().values().stream().flatMap(List::stream);
	}

	private static String row(Field field) {
		FieldText text = field.text();
		return "| `" + text.name() + "` | " + text.unit() + " | " + text.meaning() + " |\n";
	}

}
