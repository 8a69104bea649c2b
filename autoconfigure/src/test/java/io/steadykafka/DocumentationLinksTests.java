package io.steadykafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.steadykafka.integration.metrics.ShippedFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each relative link of the documentation leads to a file, and each anchor to
 * a heading.
 */
class DocumentationLinksTests {

	private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) {
		String prose = CODE.matcher(ShippedFiles.prose(page)).replaceAll("");
		List<String> broken = LINK.matcher(prose)
			.results()
			.map((link) -> link.group(1))
			.filter((link) -> !link.startsWith("https://") && !leadsSomewhere(page, link))
			.toList();
		assertThat(broken).isEmpty();
	}

	static Stream<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
			List<Path> pages = docs.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
			assertThat(pages).hasSizeGreaterThan(10);
			return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sample-app/README.md")
				.map(Path.of("..")::resolve), pages.stream());
		}
	}

	private static boolean leadsSomewhere(Path page, String link) {
		int hash = link.indexOf('#');
		String path = (hash < 0) ? link : link.substring(0, hash);
		Path target = path.isEmpty() ? page : page.resolveSibling(path);
		return Files.exists(target) && (hash < 0 || ShippedFiles.anchors(target).contains(link.substring(hash + 1)));
	}

}
