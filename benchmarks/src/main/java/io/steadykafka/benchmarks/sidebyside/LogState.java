package io.steadykafka.benchmarks.sidebyside;

/**
 * The log of a partition, by requests of the benchmark.
 *
 * @param topicId the id of the topic: another one each time that it is made
 * @param start log start
 * @param stable last stable offset
 * @param high high watermark
 */
public record LogState(String topicId, long start, long stable, long high) {
}
