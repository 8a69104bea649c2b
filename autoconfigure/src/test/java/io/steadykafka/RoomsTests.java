package io.steadykafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no folder of source files is too large to read at a glance. A larger one
 * needs rooms, by what its classes are for.
 */
class RoomsTests {

	private static final int MOST_FILES = 25;

	@ParameterizedTest
	@MethodSource("folders")
	void aFolderHoldsAtMost25Files(Path folder) throws IOException {
		assertThat(sources(folder)).as("%s has %d files", folder, sources(folder).size())
			.hasSizeLessThanOrEqualTo(MOST_FILES);
	}

	@Test
	void allModulesAreChecked() throws IOException {
		List<String> folders = folders().map((folder) -> folder.toString().replace('\\', '/')).toList();
		for (String module : List.of("autoconfigure/src/main", "autoconfigure/src/test", "benchmarks/src/main",
				"benchmarks/src/test", "sample-app/src/main", "starter/src/test")) {
			assertThat(folders).anyMatch((folder) -> folder.startsWith("../" + module));
		}
	}

	static Stream<Path> folders() throws IOException {
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			return modules.filter((module) -> Files.exists(module.resolve("pom.xml")))
				.map((module) -> module.resolve("src"))
				.filter(Files::isDirectory)
				.toList()
				.stream()
				.flatMap(RoomsTests::withSources);
		}
	}

	private static Stream<Path> withSources(Path root) {
		try (Stream<Path> paths = Files.walk(root)) {
			return paths.filter((path) -> path.toString().endsWith(".java"))
				.map(Path::getParent)
				.distinct()
				.sorted()
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> sources(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
		}
	}

}
