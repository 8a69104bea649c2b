package io.steadykafka.listener;

/**
 * Where the value of a setting came from.
 */
public enum Origin {

	/**
	 * The application set it, in whatever way.
	 */
	YOURS("yours"),

	/**
	 * The starter set it, because the application had not.
	 */
	STEADY_KAFKA("steady-kafka"),

	/**
	 * Nobody set it: it is what Kafka or Spring Kafka uses.
	 */
	KAFKA_DEFAULT("kafka default");

	private final String label;

	Origin(String label) {
		this.label = label;
	}

	/**
	 * The origin in the words of the startup report.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

}
