/**
 * Scenarios, each with and without the starter.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
