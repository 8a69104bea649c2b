package io.steadykafka.benchmarks.process;

/**
 * The class paths that are compared.
 */
public enum Side {

	/** Spring Boot with its Kafka starter. */
	PLAIN,

	/** The same with Actuator and Prometheus, which the starter brings. */
	ACTUATOR,

	/** With the starter. */
	STEADY

}
