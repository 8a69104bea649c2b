package io.steadykafka.endpoint.internal.arguments;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The group that a call is about: the rest of its path, or its argument {@code group}. An
 * argument never leads away from the group of the path, by which access may be limited.
 */
public final class RequestedGroup {

	private RequestedGroup() {
	}

	public static Optional<String> find(String @Nullable [] path, @Nullable String argument) {
		Optional<String> named = Optional.ofNullable(argument);
		if (path == null || path.length == 0) {
			return named;
		}
		String group = String.join("/", path);
		if (named.filter((other) -> !other.equals(group)).isPresent()) {
			throw new InvalidArgumentException(Arguments.GROUP,
					"is '" + Arguments.shown(named.get()) + "', and the path says '" + Arguments.shown(group) + "'",
					List.of(Arguments.shown(group)));
		}
		return Optional.of(group);
	}

	public static String require(String @Nullable [] path, Arguments arguments) {
		return find(path, arguments.text(Arguments.GROUP).orElse(null))
			.orElseThrow(() -> new InvalidArgumentException(Arguments.GROUP,
					"is missing: the operation is one of a group. Name it in the path or as an argument", List.of()));
	}

}
