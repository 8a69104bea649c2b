package io.steadykafka.benchmarks.app;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Resets the application's group over HTTP, where the starter is present:
 * {@code /reset/12/-1000} shifts the first 12 partitions by that many records,
 * {@code /undo/<id>} takes that back. Both answer with the id, or with what is wrong.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("benchmark.port")
@ConditionalOnClass(name = "io.steadykafka.operations.OffsetResets")
class ResetConfiguration {

	@Bean
	Resets resets(ScrapeServer server, OffsetResets resets, BenchmarkProperties properties,
			@Value("${spring.kafka.consumer.group-id}") String group) {
		return new Resets(server, resets, properties.topic(), group);
	}

	/**
	 * Answers from its start on.
	 */
	static final class Resets implements SmartLifecycle {

		private final ScrapeServer server;

		private final OffsetResets resets;

		private final String topic;

		private final String group;

		private volatile boolean running;

		Resets(ScrapeServer server, OffsetResets resets, String topic, String group) {
			this.server = server;
			this.resets = resets;
			this.topic = topic;
			this.group = group;
		}

		@Override
		public void start() {
			this.server.add("/reset/", (rest) -> answer(() -> reset(rest)));
			this.server.add("/undo/", (id) -> answer(() -> this.resets.undo(id, "benchmark")));
			this.running = true;
		}

		private OffsetReset reset(String path) {
			String[] parts = path.split("/", 2);
			Set<Integer> partitions = IntStream.range(0, Integer.parseInt(parts[0]))
				.boxed()
				.collect(Collectors.toSet());
			return this.resets.execute(new ResetRequest(this.group, this.topic, partitions,
					ResetRequest.Target.SHIFT_BY, parts[1], false, "benchmark"));
		}

		private static String answer(Supplier<OffsetReset> operation) {
			try {
				OffsetReset reset = operation.get();
				return (reset.partitions().stream().allMatch(PartitionReset::done)) ? reset.id()
						: "not done: " + reset.partitions();
			}
			catch (RuntimeException ex) {
				return "not done: " + ex.getMessage();
			}
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
