package io.steadykafka.benchmarks.brokerlog;

/**
 * A member says that it was in a generation.
 *
 * @param member the member's life: another one after each start
 * @param generation the number of the generation
 */
public record Sighting(String member, int generation) {
}
