/**
 * Meters of the capabilities.
 */
@NullMarked
package io.steadykafka.metrics.internal;

import org.jspecify.annotations.NullMarked;
