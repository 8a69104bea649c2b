/**
 * Meters of lag.
 */
@NullMarked
package io.steadykafka.metrics.internal.lag;

import org.jspecify.annotations.NullMarked;
