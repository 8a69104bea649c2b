package io.steadykafka.listener;

/**
 * One setting of a listener in the startup report: a Kafka consumer property or a Spring
 * Kafka container property for which the starter has a default. Immutable.
 *
 * @param name the Kafka property, or the name of the container property
 * @param value the value in effect, as text
 * @param origin who chose the value
 * @param note why the value was chosen, empty if there is nothing to explain
 */
public record Setting(String name, String value, Origin origin, String note) {

}
