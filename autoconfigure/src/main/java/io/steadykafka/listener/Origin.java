package io.steadykafka.listener;

/**
 * Who chose the value of a {@link Setting}.
 */
public enum Origin {

	/**
	 * The application: through a property, the consumer factory, or the listener itself.
	 * The starter never overrides such a value.
	 */
	YOURS("yours"),

	/**
	 * The starter, because the application left the setting open.
	 */
	STEADY_KAFKA("steady-kafka"),

	/**
	 * Nobody: it is the default of Kafka or Spring Kafka.
	 */
	KAFKA_DEFAULT("kafka default");

	private final String label;

	Origin(String label) {
		this.label = label;
	}

	/**
	 * The origin as the startup report prints it.
	 * @return the label, in lower case
	 */
	public String label() {
		return this.label;
	}

}
