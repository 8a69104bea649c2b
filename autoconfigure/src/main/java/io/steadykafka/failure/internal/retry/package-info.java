/**
 * Decides what becomes of a failed record, and what waits meanwhile.
 */
@NullMarked
package io.steadykafka.failure.internal.retry;

import org.jspecify.annotations.NullMarked;
