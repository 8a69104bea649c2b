package io.steadykafka.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs Prometheus' checks. Skipped where there is no {@code promtool}, unless {@code
 * STEADY_REQUIRE_PROMTOOL} is set.
 */
public final class Promtool {

	private Promtool() {
	}

	public static void assumeInstalled() {
		boolean required = "true".equals(System.getenv("STEADY_REQUIRE_PROMTOOL"));
		Assumptions.assumeTrue(required || isInstalled(), "promtool is not on the path");
	}

	/**
	 * Run it, and expect that it finds nothing wrong.
	 * @param input what it reads
	 * @return what it said
	 */
	public static String run(String input, String... arguments) {
		List<String> command = new ArrayList<>(List.of("promtool"));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			try (var stream = process.getOutputStream()) {
				stream.write(input.getBytes(StandardCharsets.UTF_8));
			}
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(said).isZero();
			return said;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isInstalled() {
		return Arrays.stream(System.getenv("PATH").split(":"))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "promtool")));
	}

}
