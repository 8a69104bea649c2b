/**
 * Finds the record that a batch listener fails on.
 */
@NullMarked
package io.steadykafka.failure.internal.batch;

import org.jspecify.annotations.NullMarked;
