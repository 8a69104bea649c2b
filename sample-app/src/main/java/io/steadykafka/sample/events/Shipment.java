package io.steadykafka.sample.events;

/**
 * An order was sent off.
 *
 * @param orderId the order
 * @param carrier who carries it
 */
public record Shipment(String orderId, String carrier) {
}
