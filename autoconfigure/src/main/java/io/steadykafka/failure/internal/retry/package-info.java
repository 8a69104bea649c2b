/**
 * When a failed record is tried again, and what waits meanwhile.
 */
@NullMarked
package io.steadykafka.failure.internal.retry;

import org.jspecify.annotations.NullMarked;
