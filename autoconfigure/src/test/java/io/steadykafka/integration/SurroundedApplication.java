package io.steadykafka.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.aopalliance.intercept.MethodInterceptor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.backoff.FixedBackOff;

/**
 * A listener with every extension that an application can add. Record 2 is filtered,
 * record 4 fails twice, record 6 always, if {@code hopeless}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SurroundedApplication {

	@Bean
	static EventJournal journal() {
		return new EventJournal();
	}

	@Bean
	static Work work(EventJournal journal, @Value("${hopeless:true}") boolean hopeless) {
		return new Work(journal, hopeless);
	}

	@Bean
	static RecordFilterStrategy<Object, Object> filter(EventJournal journal) {
		return (record) -> {
			boolean discarded = record.value().equals("2");
			journal.add("filter", record.value() + " " + discarded);
			return discarded;
		};
	}

	@Bean
	static RecordInterceptor<Object, Object> recordInterceptor(EventJournal journal) {
		return new RecordInterceptor<>() {

			@Override
			public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> record,
					Consumer<Object, Object> consumer) {
				journal.add("intercept", record.value());
				return record;
			}

			@Override
			public void success(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
				journal.add("success", record.value());
			}

			@Override
			public void failure(ConsumerRecord<Object, Object> record, Exception exception,
					Consumer<Object, Object> consumer) {
				journal.add("failure", record.value() + " " + exception.getClass().getSimpleName());
			}

			@Override
			public void afterRecord(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
				journal.add("after", record.value());
			}

		};
	}

	@Bean
	static BatchInterceptor<Object, Object> batchInterceptor(EventJournal journal) {
		return new BatchInterceptor<>() {

			@Override
			public ConsumerRecords<Object, Object> intercept(ConsumerRecords<Object, Object> records,
					Consumer<Object, Object> consumer) {
				journal.add("intercept", values(records));
				return records;
			}

			@Override
			public void success(ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
				journal.add("success", values(records));
			}

			@Override
			public void failure(ConsumerRecords<Object, Object> records, Exception exception,
					Consumer<Object, Object> consumer) {
				journal.add("failure", values(records) + " " + exception.getClass().getSimpleName());
			}

		};
	}

	private static List<Object> values(Iterable<ConsumerRecord<Object, Object>> records) {
		List<Object> values = new ArrayList<>();
		records.forEach((record) -> values.add(record.value()));
		return values;
	}

	@Bean
	static DefaultErrorHandler errorHandler(EventJournal journal, @Value("${retries:2}") int retries) {
		return new DefaultErrorHandler((record, failure) -> journal.add("recovered", record.value()),
				new FixedBackOff(10, retries));
	}

	@Bean
	static DefaultAfterRollbackProcessor<Object, Object> afterRollback(EventJournal journal) {
		return new DefaultAfterRollbackProcessor<>((record, failure) -> journal.add("recovered", record.value()),
				new FixedBackOff(10, 2));
	}

	@Bean
	static ApplicationEventMulticaster applicationEventMulticaster() {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
		multicaster.setTaskExecutor(new SimpleAsyncTaskExecutor("events-"));
		return multicaster;
	}

	@Bean
	static ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> containers(
			EventJournal journal, @Value("${advised:false}") boolean advised) {
		return (container) -> {
			ContainerProperties properties = container.getContainerProperties();
			properties.setRecordObservationsInBatch(true);
			if (advised) {
				properties.setAdviceChain((MethodInterceptor) (invocation) -> {
					if (invocation.getMethod().getName().equals("onMessage")) {
						journal.add("advice", ((ConsumerRecord<?, ?>) invocation.getArguments()[0]).value() + " "
								+ invocation.getArguments().length);
					}
					return invocation.proceed();
				});
			}
		};
	}

	@Bean
	static BeanPostProcessor discardedRecordsAreAcknowledged() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
					factory.setAckDiscarded(true);
				}
				return bean;
			}

		};
	}

	@Bean
	static RecordingConsumer outerConsumer(ConsumerFactory<String, String> factory, EventJournal journal) {
		return new RecordingConsumer(factory, journal);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "record")
	static RecordHandler recordHandler(Work work) {
		return new RecordHandler(work);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "manual")
	static ManualHandler manualHandler(Work work) {
		return new ManualHandler(work);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "future")
	static FutureHandler futureHandler(Work work) {
		return new FutureHandler(work);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "batch")
	static BatchHandler batchHandler(Work work) {
		return new BatchHandler(work);
	}

	@Bean
	@ConditionalOnProperty(name = "style", havingValue = "lambda")
	static ConcurrentMessageListenerContainer<String, String> lambda(ConsumerFactory<String, String> factory,
			DefaultErrorHandler errorHandler, Work work, @Value("${topic}") String topic) {
		ContainerProperties properties = new ContainerProperties(topic);
		properties.setGroupId(topic);
		properties.setAckMode(ContainerProperties.AckMode.RECORD);
		properties.setIdleEventInterval(100L);
		properties.setMessageListener((MessageListener<String, String>) work::handle);
		ConcurrentMessageListenerContainer<String, String> container = new ConcurrentMessageListenerContainer<>(factory,
				properties);
		container.setCommonErrorHandler(errorHandler);
		return container;
	}

	/**
	 * What listeners do with a record.
	 *
	 * @param journal where it is written down
	 * @param hopeless whether one record always fails
	 */
	record Work(EventJournal journal, boolean hopeless) {

		String handle(ConsumerRecord<String, String> record) {
			this.journal.add("handled", record.value());
			boolean flaky = record.value().equals("4")
					&& this.journal.sorted("handled").stream().filter((event) -> event.what().equals("4")).count() < 3;
			if (flaky || (this.hopeless && record.value().equals("6"))) {
				throw new IllegalStateException("record " + record.value());
			}
			return "re-" + record.value();
		}

	}

	record RecordHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		@SendTo("${topic}-replies")
		String handle(ConsumerRecord<String, String> record) {
			return this.work.handle(record);
		}

	}

	record ManualHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		@SendTo("${topic}-replies")
		String handle(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
			String reply = this.work.handle(record);
			acknowledgment.acknowledge();
			return reply;
		}

	}

	record FutureHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		@SendTo("${topic}-replies")
		CompletableFuture<String> handle(ConsumerRecord<String, String> record) {
			return CompletableFuture.supplyAsync(() -> this.work.handle(record));
		}

	}

	record BatchHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
		@SendTo("${topic}-replies")
		List<String> handle(List<ConsumerRecord<String, String>> records) {
			return records.stream().map((record) -> {
				try {
					return this.work.handle(record);
				}
				catch (IllegalStateException ex) {
					throw new BatchListenerFailedException("not that one", ex, record);
				}
			}).toList();
		}

	}

}
