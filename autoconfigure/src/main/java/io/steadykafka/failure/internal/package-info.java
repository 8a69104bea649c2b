/**
 * Handles records that a listener fails on.
 */
@NullMarked
package io.steadykafka.failure.internal;

import org.jspecify.annotations.NullMarked;
