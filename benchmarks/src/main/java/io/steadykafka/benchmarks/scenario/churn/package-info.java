/**
 * Runs a group under random disruptions, and checks records, health and rebalances.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.churn;

import org.jspecify.annotations.NullMarked;
