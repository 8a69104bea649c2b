package io.steadykafka.benchmarks.app;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures the application.
 *
 * @param topic the topic that is consumed, or several with commas between them
 * @param work how long the handler takes for a record
 * @param fails whether the handler fails at records that say so
 * @param warmUp how many records come before those that are measured
 * @param expected the number of records that are measured, after which the application
 * writes its figures and ends; without it runs until it is stopped
 * @param figures the file for its figures
 * @param journal the file for its journal; without it keeps none
 * @param port where its health and its meters are to be had; 0 for nowhere
 */
@ConfigurationProperties("benchmark")
record BenchmarkProperties(String topic, @DefaultValue("0ms") Duration work, @DefaultValue("true") boolean fails,
		@DefaultValue("0") long warmUp, @DefaultValue("0") long expected, @Nullable Path figures,
		@Nullable Path journal, @DefaultValue("0") int port) {
}
