/**
 * Compares the same application with and without the starter.
 */
@NullMarked
package io.steadykafka.benchmarks;

import org.jspecify.annotations.NullMarked;
