package io.steadykafka.sample.events;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A customer ordered something.
 *
 * @param id the order
 * @param customer who ordered, and the record's key
 * @param amount what it costs
 * @param placedAt when it was ordered
 */
public record Order(String id, String customer, BigDecimal amount, Instant placedAt) {
}
