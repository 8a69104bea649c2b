/**
 * Publishes failed records to dead-letter topics.
 */
@NullMarked
package io.steadykafka.failure.internal.deadletter;

import org.jspecify.annotations.NullMarked;
