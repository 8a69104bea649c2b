/**
 * Starts processes: the broker, and applications with and without the starter.
 */
@NullMarked
package io.steadykafka.benchmarks.process;

import org.jspecify.annotations.NullMarked;
