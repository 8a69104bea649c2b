/**
 * Measures what consuming costs: records a second, processor time, memory.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.throughput;

import org.jspecify.annotations.NullMarked;
