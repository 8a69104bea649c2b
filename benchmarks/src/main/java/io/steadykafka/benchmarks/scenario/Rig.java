package io.steadykafka.benchmarks.scenario;

import io.steadykafka.benchmarks.process.Applications;

/**
 * What scenarios run on.
 *
 * @param cluster the broker, seen from outside
 * @param applications starts applications
 */
public record Rig(Cluster cluster, Applications applications) {
}
