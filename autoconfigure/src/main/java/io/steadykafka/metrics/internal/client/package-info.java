/**
 * Meters of Kafka's own clients.
 */
@NullMarked
package io.steadykafka.metrics.internal.client;

import org.jspecify.annotations.NullMarked;
