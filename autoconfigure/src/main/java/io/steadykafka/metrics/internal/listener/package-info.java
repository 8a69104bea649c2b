/**
 * Meters of listeners, by capability.
 */
@NullMarked
package io.steadykafka.metrics.internal.listener;

import org.jspecify.annotations.NullMarked;
