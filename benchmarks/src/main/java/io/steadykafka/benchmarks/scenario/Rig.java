package io.steadykafka.benchmarks.scenario;

import java.nio.file.Path;

import io.steadykafka.benchmarks.process.Applications;
import io.steadykafka.benchmarks.scenario.support.Cluster;

/**
 * What a scenario runs on.
 *
 * @param cluster the broker, seen from outside
 * @param applications starts applications
 * @param brokerLog the file that the broker's log goes to
 */
public record Rig(Cluster cluster, Applications applications, Path brokerLog) {
}
