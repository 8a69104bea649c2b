package io.steadykafka.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that the documentation tells people to send to the sample with {@code curl}.
 */
record CurlLine(String method, String path) {

	private static final Pattern CURL = Pattern
		.compile("(?m)^curl (?:-s|-X ([A-Z]+)) '?localhost:8080(/[^\\s']*)'?(?: .*)?$");

	static List<CurlLine> of(Path... pages) throws IOException {
		List<CurlLine> lines = new ArrayList<>();
		for (Path page : pages) {
			String text = Files.readString(page);
			CURL.matcher(text)
				.results()
				.map((line) -> new CurlLine((line.group(1) != null) ? line.group(1) : "GET", line.group(2)))
				.forEach(lines::add);
			assertThat(CURL.matcher(text).results().count()).as("Lines of " + page + " that can be read")
				.isEqualTo(text.lines().filter((line) -> line.startsWith("curl")).count());
		}
		return lines;
	}

}
