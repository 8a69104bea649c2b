/**
 * Records that a listener fails on.
 */
@NullMarked
package io.steadykafka.failure;

import org.jspecify.annotations.NullMarked;
