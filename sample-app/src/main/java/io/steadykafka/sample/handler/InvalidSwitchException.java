package io.steadykafka.sample.handler;

/**
 * A switch was given a value that it can't have.
 */
class InvalidSwitchException extends RuntimeException {

	private final String name;

	private final String value;

	private final String expected;

	InvalidSwitchException(String name, String value, String expected) {
		super("Parameter '%s' is '%s', but must be %s".formatted(name, value, expected));
		this.name = name;
		this.value = value;
		this.expected = expected;
	}

	String name() {
		return this.name;
	}

	String value() {
		return this.value;
	}

	String expected() {
		return this.expected;
	}

}
