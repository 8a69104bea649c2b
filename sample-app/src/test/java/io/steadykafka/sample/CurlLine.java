package io.steadykafka.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that the documentation tells people to send to the sample with {@code curl}.
 *
 * @param body JSON, or empty
 */
record CurlLine(String method, String path, String body) {

	private static final Pattern CURL = Pattern
		.compile("(?m)^curl (?:-s )?(?:-X ([A-Z]+) )?'?localhost:8080(/[^\\s']*)'?"
				+ "(?: -H 'Content-Type: application/json' -d '([^']*)')?(?: +[|#].*)?$");

	static List<CurlLine> of(Path... pages) throws IOException {
		List<CurlLine> lines = new ArrayList<>();
		for (Path page : pages) {
			String text = Files.readString(page).replaceAll("\\\\\n *", "");
			CURL.matcher(text)
				.results()
				.map((line) -> new CurlLine(Objects.requireNonNullElse(line.group(1), "GET"), line.group(2),
						Objects.requireNonNullElse(line.group(3), "")))
				.forEach(lines::add);
			assertThat(CURL.matcher(text).results().count()).as("Lines of " + page + " that can be read")
				.isEqualTo(text.lines().filter((line) -> line.startsWith("curl")).count());
		}
		return lines;
	}

	boolean isAboutARecord() {
		return this.body.contains("<offset>");
	}

	boolean has(String operation) {
		return this.body.contains("\"" + operation + "\"");
	}

	boolean isExecuted() {
		return this.body.contains("\"dryRun\":false");
	}

	CurlLine with(String placeholder, Object value) {
		return new CurlLine(this.method, this.path, this.body.replace(placeholder, value.toString()));
	}

}
