/**
 * Finds settings of a listener that contradict each other.
 */
@NullMarked
package io.steadykafka.lint.internal;

import org.jspecify.annotations.NullMarked;
