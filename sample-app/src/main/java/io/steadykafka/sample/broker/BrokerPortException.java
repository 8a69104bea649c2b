package io.steadykafka.sample.broker;

import org.jspecify.annotations.Nullable;

/**
 * The port for the sample's own broker is not to be had.
 */
class BrokerPortException extends RuntimeException {

	private final int port;

	BrokerPortException(int port, Throwable cause) {
		super("Port " + port + " is not to be had: " + cause.getMessage(), cause);
		this.port = port;
	}

	int port() {
		return this.port;
	}

	@Nullable String reason() {
		Throwable cause = getCause();
		return (cause != null) ? cause.getMessage() : null;
	}

}
