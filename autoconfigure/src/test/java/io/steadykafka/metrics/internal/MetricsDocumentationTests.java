package io.steadykafka.metrics.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.testing.GeneratedPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/metrics.md says what the code says. Its tables are written by this test, if the
 * system property {@code steady.docs.write} is {@code true}.
 */
class MetricsDocumentationTests {

	private static final Path FILE = Path.of("../docs/metrics.md");

	private static final String HEAD = """
			| Prometheus name | Micrometer name | type | unit | tags | meaning | absent |
			|---|---|---|---|---|---|---|
			""";

	private static final Pattern CODE = Pattern
		.compile("steady\\.kafka\\.[\\w.-]*\\w(?:=\\w+)?|max\\.poll\\.interval\\.ms|NaN");

	private static final Pattern NAME = Pattern.compile("(steady_kafka|kafka_consumergroup)_\\w*[a-z](?![\\w*])");

	@Test
	void tablesAreThoseOfTheCode() throws IOException {
		String present = Files.readString(FILE);
		String rendered = present;
		for (Map.Entry<String, List<SteadyMeter>> section : DocumentedMeters.sections().entrySet()) {
			rendered = render(rendered, section.getKey(), section.getValue());
		}
		GeneratedPage.check(FILE, rendered, MetricsDocumentationTests.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../README.md", "../docs/metrics.md", "../docs/how-it-works.md", "../docs/runbook.md",
			"../docs/delivery.md", "../docs/failures.md", "../docs/members-and-rebalances.md", "../docs/lag.md",
			"../docs/health.md", "../docs/limits.md", "../docs/properties.md", "../sample-app/README.md" })
	void allThatIsNamedThereIs(String file) throws IOException {
		List<String> names = DocumentedMeters.all()
			.flatMap((meter) -> DocumentedMeters.exposed(meter).keySet().stream())
			.flatMap((name) -> Stream.of(name, name + "_count", name + "_sum"))
			.toList();
		assertThat(NAME.matcher(Files.readString(Path.of(file))).results().map(MatchResult::group)).isSubsetOf(names);
	}

	@Test
	void nobodyHasTheNameOfAnother() {
		assertThat(DocumentedMeters.all().map((meter) -> meter.text().name())).doesNotHaveDuplicates();
		assertThat(DocumentedMeters.all().map((meter) -> DocumentedMeters.exposed(meter).keySet()))
			.doesNotHaveDuplicates();
	}

	@Test
	void eachSaysWhatItIs() {
		assertThat(DocumentedMeters.all()).allSatisfy((meter) -> {
			assertThat(meter.text().meaning()).matches("[A-Z0-9].*[^.]");
			assertThat(meter.text().unit()).isNotBlank();
		});
	}

	private static String render(String file, String section, List<SteadyMeter> meters) {
		String table = meters.stream().map(MetricsDocumentationTests::row).collect(Collectors.joining());
		return GeneratedPage.replace(file, "meters: " + section, HEAD + table);
	}

	private static String row(SteadyMeter meter) {
		MeterText text = meter.text();
		return "| " + String.join(" | ", code(String.join(" ", DocumentedMeters.exposed(meter).keySet())),
				code(text.name()), text.type().name().toLowerCase(Locale.ROOT), text.unit(), tags(text),
				marked(text.meaning()), (text.absent().isEmpty()) ? "–" : marked(text.absent())) + " |\n";
	}

	private static String tags(MeterText text) {
		return text.tags().isEmpty() ? "–"
				: text.tags().stream().map(MetricsDocumentationTests::tag).collect(Collectors.joining(", "));
	}

	private static String tag(MeterTag tag) {
		return code(tag.asString()) + (tag.choices().isEmpty() ? ""
				: tag.choices()
					.stream()
					.map(MetricsDocumentationTests::code)
					.collect(Collectors.joining(" ", " = ", "")));
	}

	private static String marked(String text) {
		return CODE.matcher(text).replaceAll("`$0`");
	}

	private static String code(String text) {
		return "`" + text + "`";
	}

}
