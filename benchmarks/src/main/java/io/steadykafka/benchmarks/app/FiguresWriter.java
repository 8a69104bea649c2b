package io.steadykafka.benchmarks.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Objects;

import io.steadykafka.benchmarks.journal.Figures;
import org.apache.kafka.common.Metric;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/**
 * Writes the figures once the last record was handled, while the consumers still run.
 */
@Component
class FiguresWriter {

	private final BenchmarkProperties properties;

	private final Stopwatch stopwatch;

	private final KafkaListenerEndpointRegistry containers;

	FiguresWriter(BenchmarkProperties properties, Stopwatch stopwatch, KafkaListenerEndpointRegistry containers) {
		this.properties = properties;
		this.stopwatch = stopwatch;
		this.containers = containers;
	}

	void writeAtTheEnd() throws InterruptedException {
		this.stopwatch.awaitLast();
		long commits = commits();
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		memory.gc();
		memory.gc();
		Figures figures = new Figures(this.properties.expected(), this.properties.warmUp(), this.stopwatch.nanos(),
				this.stopwatch.processorNanos(), this.stopwatch.allocatedBytes(), memory.getHeapMemoryUsage().getUsed(),
				memory.getNonHeapMemoryUsage().getUsed(), commits);
		figures.write(Objects.requireNonNull(this.properties.figures()));
	}

	private long commits() {
		return this.containers.getListenerContainers()
			.stream()
			.flatMap((container) -> container.metrics().values().stream())
			.flatMap((metrics) -> metrics.values().stream())
			.filter((metric) -> metric.metricName().name().equals("commit-total"))
			.mapToLong(FiguresWriter::value)
			.sum();
	}

	private static long value(Metric metric) {
		return ((Number) metric.metricValue()).longValue();
	}

}
