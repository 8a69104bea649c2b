/**
 * Measures what lag costs, and compares it with {@code kafka-consumer-groups}.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.lag;

import org.jspecify.annotations.NullMarked;
