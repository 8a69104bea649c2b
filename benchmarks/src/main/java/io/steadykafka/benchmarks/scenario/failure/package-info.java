/**
 * Measures what a failing record costs the others.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.failure;

import org.jspecify.annotations.NullMarked;
