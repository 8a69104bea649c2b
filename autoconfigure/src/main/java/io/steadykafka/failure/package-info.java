/**
 * What happens to records that a listener fails on: retries, blocked partitions, dead
 * letters.
 */
@NullMarked
package io.steadykafka.failure;

import org.jspecify.annotations.NullMarked;
