/**
 * Meter binders over the capabilities.
 */
@NullMarked
package io.steadykafka.metrics;

import org.jspecify.annotations.NullMarked;
