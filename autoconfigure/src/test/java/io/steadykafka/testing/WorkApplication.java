package io.steadykafka.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * An application with one listener, {@code orders}, that does what a test tells its
 * {@link Worker}. Properties: {@code topic}, {@code group}, {@code concurrency}, and
 * {@code style}, which is {@code record} (the default), {@code batch}, {@code manual} or
 * {@code async}. Records whose value is property {@code bad} fail.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WorkApplication {

	@Bean
	static Worker worker(@Value("${bad:}") String bad) {
		Worker worker = new Worker();
		if (!bad.isEmpty()) {
			worker.does((record, consumer) -> {
				if (bad.equals(record.value())) {
					throw new IllegalStateException("bad record");
				}
			});
		}
		return worker;
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "record", matchIfMissing = true)
	static RecordHandler recordHandler(Worker worker) {
		return new RecordHandler(worker);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "batch")
	static BatchHandler batchHandler(Worker worker) {
		return new BatchHandler(worker);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "manual")
	static ManualHandler manualHandler(Worker worker) {
		return new ManualHandler(worker);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "async")
	static AsyncHandler asyncHandler(Worker worker, @Value("${finish:later}") String finish) {
		return new AsyncHandler(worker, finish.equals("at-once"));
	}

	/**
	 * Handles records one by one.
	 *
	 * @param worker what it does
	 */
	record RecordHandler(Worker worker) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", concurrency = "${concurrency:1}")
		void handle(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) throws Exception {
			this.worker.handle(record, consumer);
		}

	}

	/**
	 * Handles batches.
	 *
	 * @param worker what it does with each record
	 */
	record BatchHandler(Worker worker) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", concurrency = "${concurrency:1}",
				batch = "true")
		void handle(List<ConsumerRecord<String, String>> records, Consumer<?, ?> consumer) throws Exception {
			this.worker.batch(records.size());
			for (ConsumerRecord<String, String> record : records) {
				this.worker.handle(record, consumer);
			}
		}

	}

	/**
	 * Acknowledges the records whose value is not {@code "silent"}.
	 *
	 * @param worker what it does
	 */
	record ManualHandler(Worker worker) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", concurrency = "${concurrency:1}")
		void handle(ConsumerRecord<String, String> record, Consumer<?, ?> consumer, Acknowledgment acknowledgment)
				throws Exception {
			this.worker.handle(record, consumer);
			if (!"silent".equals(record.value())) {
				acknowledgment.acknowledge();
			}
		}

	}

	/**
	 * Finishes records later, or at once with {@code finish=at-once}.
	 *
	 * @param worker what finishes them
	 */
	record AsyncHandler(Worker worker, boolean atOnce) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", concurrency = "${concurrency:1}")
		CompletableFuture<Void> handle(ConsumerRecord<String, String> record, Consumer<?, ?> consumer)
				throws Exception {
			CompletableFuture<Void> later = this.worker.later(record, consumer);
			if (this.atOnce) {
				later.complete(null);
			}
			return later;
		}

	}

}
