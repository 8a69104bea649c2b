package io.steadykafka.sample.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The broker inside the sample, started only where {@code spring.kafka.bootstrap-servers}
 * is not set.
 *
 * @param port port on localhost at which the broker answers
 */
@ConfigurationProperties("sample.broker")
record BrokerProperties(@DefaultValue("9092") int port) {

	private static final int MAX_PORT = 65535;

	/**
	 * Returns the port. Not checked in the constructor: the message would be lost among
	 * those of the binding.
	 * @return a port that can be
	 */
	int validPort() {
		if (this.port < 1 || this.port > MAX_PORT) {
			throw new InvalidConfigurationPropertyValueException("sample.broker.port", this.port,
					"It must be a port from 1 to " + MAX_PORT
							+ ", and not 0: other instances have to know where to join.");
		}
		return this.port;
	}

}
