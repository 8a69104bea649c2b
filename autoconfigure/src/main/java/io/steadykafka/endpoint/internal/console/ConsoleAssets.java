package io.steadykafka.endpoint.internal.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/**
 * The page and its assets, from the class path. Safe for use by several threads.
 */
public final class ConsoleAssets {

	private static final String FOLDER = "io/steadykafka/endpoint/console/";

	private static final String PAGE = "console.html";

	private static final Map<String, String> TYPES = Map.of("html", "html", "css", "css", "js", "javascript");

	private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,40}\\.(css|js)");

	private final Map<String, Optional<ConsoleAsset>> found = new ConcurrentHashMap<>();

	private final Supplier<ConsolePaths> paths;

	/**
	 * Create assets.
	 * @param paths where the page and its data are; asked for with the first request
	 */
	public ConsoleAssets(Supplier<ConsolePaths> paths) {
		this.paths = paths;
	}

	Optional<ConsoleAsset> page() {
		return this.found.computeIfAbsent(PAGE, (name) -> Optional.of(asset(name, this.paths.get().apply(read(name)))));
	}

	/**
	 * A file that the page loads.
	 * @return the file, empty if there is none of that name
	 */
	Optional<ConsoleAsset> find(String name) {
		if (!NAME.matcher(name).matches() || !new ClassPathResource(FOLDER + name, loader()).exists()) {
			return Optional.empty();
		}
		return this.found.computeIfAbsent(name, (key) -> Optional.of(asset(key, read(key))));
	}

	private static ConsoleAsset asset(String name, String text) {
		return new ConsoleAsset(text, new MimeType("text",
				String.valueOf(TYPES.get(StringUtils.getFilenameExtension(name))), StandardCharsets.UTF_8));
	}

	private static String read(String name) {
		try {
			return new ClassPathResource(FOLDER + name, loader()).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ClassLoader loader() {
		return ConsoleAssets.class.getClassLoader();
	}

	/**
	 * Keeps the files in a native image.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern(FOLDER + "*");
		}

	}

}
