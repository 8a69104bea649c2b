package io.steadykafka.endpoint.internal.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;
import org.springframework.util.function.SingletonSupplier;

/**
 * The page and the two files that it loads, from the class path. Each is made when a
 * browser asks for it first. Safe for use by several threads.
 */
public final class ConsoleAssets {

	private static final String FOLDER = "io/steadykafka/endpoint/console/";

	private final Supplier<ConsoleAsset> page;

	private final Map<String, Supplier<ConsoleAsset>> files;

	/**
	 * Create assets.
	 * @param paths where the page and its data are; asked for with the first request
	 * @param access what the endpoint of its data allows; asked for with the first
	 * request
	 */
	public ConsoleAssets(Supplier<ConsolePaths> paths, Supplier<Access> access) {
		this.page = once("html", () -> with(access.get(), paths.get().apply(read("console.html"))));
		this.files = Map.of("console.css", once("css", () -> read("console.css")), "console.js",
				once("javascript", () -> new ConsoleScript(ConsoleAssets::read).add("main.js").text()));
	}

	/**
	 * The page knows whether it may ask for operations: where they are not there, asking
	 * would be an error in the browser's console.
	 */
	private static String with(Access access, String page) {
		return (access != Access.UNRESTRICTED)
				? page.replace("data-access=\"unrestricted\"", "data-access=\"read-only\"") : page;
	}

	ConsoleAsset page() {
		return this.page.get();
	}

	/**
	 * A file that the page loads.
	 * @return the file, empty if there is none of that name
	 */
	Optional<ConsoleAsset> find(String name) {
		return Optional.ofNullable(this.files.get(name)).map(Supplier::get);
	}

	private static Supplier<ConsoleAsset> once(String type, Supplier<String> text) {
		return SingletonSupplier
			.of(() -> new ConsoleAsset(text.get(), new MimeType("text", type, StandardCharsets.UTF_8)));
	}

	static String read(String name) {
		try {
			return new ClassPathResource(FOLDER + name, ConsoleAssets.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Keeps the files in a native image.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern(FOLDER + "**");
		}

	}

}
