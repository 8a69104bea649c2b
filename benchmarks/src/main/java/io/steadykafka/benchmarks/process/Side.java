package io.steadykafka.benchmarks.process;

/**
 * The sides that are compared. They differ in their class path only.
 */
public enum Side {

	/** Spring Boot with its Kafka starter. */
	PLAIN,

	/** The same with Actuator and Prometheus, which the starter brings. */
	ACTUATOR,

	/** With the starter. */
	STEADY

}
