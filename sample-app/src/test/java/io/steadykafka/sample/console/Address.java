package io.steadykafka.sample.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses in the browser's log of the network.
 */
final class Address {

	private static final Pattern SENT = Pattern
		.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]+)\"");

	private Address() {
	}

	static Optional<String> of(String event) {
		Matcher matcher = SENT.matcher(event);
		return (matcher.find()) ? Optional.of(matcher.group(1)) : Optional.empty();
	}

}
