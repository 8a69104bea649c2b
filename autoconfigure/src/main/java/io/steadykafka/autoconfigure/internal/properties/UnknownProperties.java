package io.steadykafka.autoconfigure.internal.properties;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.steadykafka.lint.internal.Lint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Properties below {@code steady.kafka} that are none, as of a misspelling: Spring Boot
 * does nothing about them. Environment variables and system properties are not checked,
 * as their spelling does not tell what they are meant for.
 */
public final class UnknownProperties {

	static final String NAME = "unknown-property";

	private static final String PREFIX = "steady.kafka";

	private static final Log logger = LogFactory.getLog(Lint.class);

	private static final Pattern LISTENER = Pattern.compile("(listeners\\.(?:\\[[^]]*]|[^.]+)\\.)(.+)");

	private UnknownProperties() {
	}

	/**
	 * Warn of them, or refuse them.
	 * @param lint what to do about them
	 */
	public static void check(Environment environment, SteadyKafkaProperties.LintProperties lint) {
		if (lint.mode() == Lint.Mode.OFF || lint.allowed().contains(NAME)) {
			return;
		}
		for (ConfigurationProperty property : in(environment)) {
			String key = property.getName().toString();
			String reason = "There is no such property, so it does nothing."
					+ nearest(key.substring(PREFIX.length() + 1))
						.map((near) -> " Is " + PREFIX + "." + near + " meant?")
						.orElse("")
					+ " If it is there on purpose, add " + NAME + " to " + PREFIX + ".lint.allowed.";
			SteadyKafkaProperties.refuse(lint.mode() == Lint.Mode.FAIL, key.substring(PREFIX.length() + 1),
					property.getValue(), reason);
			logger.warn("Property " + key + " (" + property.getOrigin() + "): " + reason);
		}
	}

	private static Collection<ConfigurationProperty> in(Environment environment) {
		try {
			Binder.get(environment)
				.bind(PREFIX, Bindable.of(SteadyKafkaProperties.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
			return List.of();
		}
		catch (BindException ex) {
			return (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound)
					? unbound.getUnboundProperties() : List.of();
		}
	}

	/**
	 * The property that is meant: one of the same name elsewhere, or one that is spelt
	 * alike.
	 * @param key the key, without the prefix
	 * @return the name, empty if none is near
	 */
	static Optional<String> nearest(String key) {
		Matcher listener = LISTENER.matcher(key);
		if (listener.matches()) {
			return nearest(listener.group(2)).map((known) -> listener.group(1) + known);
		}
		List<String> all = names("", SteadyKafkaProperties.class).toList();
		String last = "." + key.substring(key.lastIndexOf('.') + 1);
		List<String> alike = all.stream().filter((known) -> ("." + known).endsWith(last)).toList();
		return ((alike.isEmpty()) ? all : alike).stream()
			.min(Comparator.comparingInt((known) -> distance(key, known)))
			.filter((known) -> !alike.isEmpty() || distance(key, known) <= Math.max(2, key.length() / 4));
	}

	private static Stream<String> names(String prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).flatMap((component) -> {
			String name = prefix + dashed(component);
			return (component.getType().isRecord()) ? names(name + ".", component.getType()) : Stream.of(name);
		});
	}

	private static String dashed(RecordComponent component) {
		return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	/**
	 * How many characters have to be changed, added or removed (Levenshtein).
	 */
	private static int distance(String one, String other) {
		int[] before = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			before[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int[] now = new int[other.length() + 1];
			now[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int change = before[j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
			}
			before = now;
		}
		return before[other.length()];
	}

}
