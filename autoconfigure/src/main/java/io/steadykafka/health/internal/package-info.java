/**
 * The Kafka health indicators.
 */
@NullMarked
package io.steadykafka.health.internal;

import org.jspecify.annotations.NullMarked;
