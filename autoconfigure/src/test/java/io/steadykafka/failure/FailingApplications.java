package io.steadykafka.failure;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Applications with one listener, {@code orders}, that does what a {@link Script} says.
 * Its topic and its group are the property {@code topic}; it fails on the records of the
 * property {@code bad}, each as often as the property {@code times} says.
 */
public final class FailingApplications {

	private FailingApplications() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Scripted {

		@Bean
		static Script script(Environment environment) {
			return new Script(List.of(environment.getProperty("bad", String[].class, new String[0])),
					environment.getProperty("times", Integer.class, Integer.MAX_VALUE));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Scripted.class)
	public static class Records {

		@Bean
		static RecordHandler handler(Script script) {
			return new RecordHandler(script);
		}

	}

	static final class RecordHandler {

		private final Script script;

		RecordHandler(Script script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", concurrency = "${concurrency:1}")
		void handle(ConsumerRecord<?, ?> order) {
			this.script.handle(order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Scripted.class)
	public static class Batches {

		@Bean
		static BatchHandler handler(Script script, Environment environment) {
			return new BatchHandler(script, environment.getProperty("naming", Boolean.class, false));
		}

	}

	static final class BatchHandler {

		private final Script script;

		private final boolean naming;

		BatchHandler(Script script, boolean naming) {
			this.script = script;
			this.naming = naming;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
		void handle(List<ConsumerRecord<?, ?>> orders) {
			if (this.naming) {
				this.script.handleUpTo(orders);
			}
			else {
				this.script.handleAll(orders);
			}
		}

	}

}
