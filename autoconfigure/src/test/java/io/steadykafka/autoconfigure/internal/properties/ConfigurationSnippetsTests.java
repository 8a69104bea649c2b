package io.steadykafka.autoconfigure.internal.properties;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation tells people to configure: each snippet binds, and each property
 * that is named exists.
 */
class ConfigurationSnippetsTests {

	private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(?:yaml|yml)\n(.*?)^```$");

	// Micrometer's names of meters look like properties.
	private static final Pattern METERS = Pattern.compile("(?s)<!-- meters: .*?<!-- end -->");

	private static final Pattern KEY = Pattern
		.compile("steady\\.kafka((?:\\.(?:<id>|\\[[\\w.]+]|[a-z-]*[a-z]))+)(?:=([\\w,-]+))?");

	@ParameterizedTest
	@MethodSource("pages")
	void yamlBinds(Path page) throws IOException {
		for (MatchResult snippet : SNIPPET.matcher(Files.readString(page)).results().toList()) {
			bind(ConfigurationPropertySources.from(yaml(snippet.group(1))));
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void propertiesThatAreNamedExist(Path page) throws IOException {
		List<String> names = PropertiesDocumentationTests.properties()
			.stream()
			.map(PropertiesDocumentationTests.Property::name)
			.toList();
		String text = METERS.matcher(Files.readString(page)).replaceAll("");
		List<MatchResult> keys = KEY.matcher(text).results().toList();
		assertThat(keys.stream().map(ConfigurationSnippetsTests::name))
			.allMatch((name) -> names.stream().anyMatch((known) -> (known + ".").startsWith(name + ".")));
		keys.stream()
			.filter((key) -> key.group(2) != null)
			.forEach((key) -> bind(List.of(new MapConfigurationPropertySource(Map.of(name(key), key.group(2))))));
	}

	private static String name(MatchResult key) {
		// A listener's settings are those of all listeners.
		return "steady.kafka" + key.group(1).replaceFirst("^\\.listeners\\.(?:<id>|\\[[\\w.]+])", "");
	}

	static Stream<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
			List<Path> pages = docs.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
			return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sample-app/README.md")
				.map(Path.of("..")::resolve), pages.stream());
		}
	}

	private static List<PropertySource<?>> yaml(String snippet) throws IOException {
		return new YamlPropertySourceLoader().load("snippet",
				new ByteArrayResource(snippet.getBytes(StandardCharsets.UTF_8)));
	}

	private static void bind(Iterable<ConfigurationPropertySource> sources) {
		Binder binder = new Binder(sources);
		binder
			.bind("steady.kafka", Bindable.of(SteadyKafkaProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.ifBound(SteadyKafkaProperties::validate);
		binder.bind("spring.kafka", Bindable.of(KafkaProperties.class),
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

}
