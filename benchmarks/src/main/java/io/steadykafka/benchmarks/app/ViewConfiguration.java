package io.steadykafka.benchmarks.app;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.steadykafka.endpoint.internal.answer.Answer;
import io.steadykafka.operations.GroupDescriptions;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Answers over HTTP, at {@code /group}, what the console asks for every two seconds,
 * where the starter is present.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("benchmark.port")
@ConditionalOnClass(name = "io.steadykafka.operations.GroupDescriptions")
class ViewConfiguration {

	@Bean
	View view(ScrapeServer server, GroupDescriptions descriptions,
			@Value("${spring.kafka.consumer.group-id}") String group) {
		return new View(server, descriptions, group);
	}

	/**
	 * Answers from its start on.
	 */
	static final class View implements SmartLifecycle {

		private final ScrapeServer server;

		private final GroupDescriptions descriptions;

		private final String group;

		private volatile boolean running;

		View(ScrapeServer server, GroupDescriptions descriptions, String group) {
			this.server = server;
			this.descriptions = descriptions;
			this.group = group;
		}

		@Override
		public void start() {
			this.server.add("/group", (rest) -> answer());
			this.running = true;
		}

		private String answer() {
			byte[] json = new Answer(200, this.descriptions.describe(this.group)).toResponse().getBody();
			return new String(Objects.requireNonNull(json), StandardCharsets.UTF_8);
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
