package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.support.Acknowledgment;

/**
 * An application with one listener, {@code orders}, of the kind that the property
 * {@code kind} names. Its topic and its group are the property {@code topic}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LetterApplication {

	@Bean
	static LetterScript script() {
		return new LetterScript();
	}

	@Bean
	static ConcurrentKafkaListenerContainerFactory<Object, Object> manual(ConsumerFactory<Object, Object> consumers) {
		ConcurrentKafkaListenerContainerFactory<Object, Object> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(consumers);
		factory.getContainerProperties().setAckMode(AckMode.MANUAL);
		return factory;
	}

	@Bean
	@ConditionalOnProperty("kept")
	static RecordInterceptor<Object, Object> interceptor(@Value("${kept}") String kept) {
		return (order, consumer) -> (LetterScript.isLetter(order) && order.value().equals(kept)) ? null : order;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "record", matchIfMissing = true)
	static class OfRecords {

		private final LetterScript script;

		OfRecords(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		void handle(ConsumerRecord<?, ?> order) {
			this.script.handle(order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "batch")
	static class OfBatches {

		private final LetterScript script;

		OfBatches(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
		void handle(List<ConsumerRecord<?, ?>> orders) {
			// The first bad one comes before any that is good: nothing is handled twice.
			orders.stream()
				.filter((order) -> orders.size() > 1 && this.script.isBad(order))
				.findFirst()
				.ifPresent((order) -> {
					throw new IllegalArgumentException("expected by the test, in a batch of " + orders.size());
				});
			orders.forEach(this.script::handle);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "naming")
	static class Naming {

		private final LetterScript script;

		Naming(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
		void handle(List<ConsumerRecord<?, ?>> orders) {
			for (int i = 0; i < orders.size(); i++) {
				try {
					this.script.handle(orders.get(i));
				}
				catch (IllegalArgumentException ex) {
					throw new BatchListenerFailedException("expected by the test", ex, i);
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "silent")
	static class Silent {

		private final LetterScript script;

		Silent(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", containerFactory = "manual")
		void handle(ConsumerRecord<?, ?> order, Acknowledgment acknowledgment) {
			this.script.handle(order);
			if (!order.value().equals("bad-b")) {
				acknowledgment.acknowledge();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "manual")
	static class Manual {

		private final LetterScript script;

		Manual(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", containerFactory = "manual")
		void handle(ConsumerRecord<?, ?> order, Acknowledgment acknowledgment) {
			this.script.handle(order);
			acknowledgment.acknowledge();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "nack")
	static class HandingBack {

		private final LetterScript script;

		HandingBack(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", containerFactory = "manual")
		void handle(ConsumerRecord<?, ?> order, Acknowledgment acknowledgment) {
			if (LetterScript.isLetter(order) && this.script.attempts(String.valueOf(order.value())) == 0) {
				this.script.note(String.valueOf(order.value()));
				acknowledgment.nack(Duration.ofMillis(10));
				return;
			}
			this.script.handle(order);
			acknowledgment.acknowledge();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "kind", havingValue = "async")
	static class Async {

		private final LetterScript script;

		Async(LetterScript script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		CompletableFuture<Void> handle(ConsumerRecord<?, ?> order) {
			return CompletableFuture.runAsync(() -> this.script.handle(order));
		}

	}

}
