package io.steadykafka.sample.events;

import java.math.BigDecimal;

/**
 * An order was paid.
 *
 * @param orderId the order
 * @param amount what was paid
 */
public record Payment(String orderId, BigDecimal amount) {
}
