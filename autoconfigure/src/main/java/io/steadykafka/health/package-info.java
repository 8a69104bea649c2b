/**
 * The statuses of the Kafka health indicators.
 */
@NullMarked
package io.steadykafka.health;

import org.jspecify.annotations.NullMarked;
