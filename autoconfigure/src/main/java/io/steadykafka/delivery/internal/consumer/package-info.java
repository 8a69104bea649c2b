/**
 * The wrapper of Kafka's consumer, its rebalance callbacks and its pauses.
 */
@NullMarked
package io.steadykafka.delivery.internal.consumer;

import org.jspecify.annotations.NullMarked;
