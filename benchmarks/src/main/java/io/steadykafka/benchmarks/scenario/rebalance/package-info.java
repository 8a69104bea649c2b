/**
 * Measures how long partitions pause when members join, crash and restart.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.rebalance;

import org.jspecify.annotations.NullMarked;
