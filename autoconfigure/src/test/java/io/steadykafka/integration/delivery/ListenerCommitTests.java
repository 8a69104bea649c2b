package io.steadykafka.integration.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that commits of a listener itself end as they do without the starter.
 */
class ListenerCommitTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String TOO_LARGE = "x".repeat(10_000);

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@EnumSource
	void oneThatTheBrokerRefusesFails(Variant variant) {
		String name = "own-refused-" + variant.name().toLowerCase(Locale.ROOT);
		Throwable failure = commitInListener(WorkApplication.class, name, variant,
				Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(1, TOO_LARGE)));
		assertThat(failure).isInstanceOf(OffsetMetadataTooLarge.class);
	}

	/**
	 * Below a batch listener the starter's own check of decoded records is on the stack.
	 */
	@ParameterizedTest
	@EnumSource(names = { "SYNC", "SYNC_WITH_TIMEOUT" })
	void oneThatTheBrokerRefusesFailsInABatchListenerToo(Variant variant) {
		String name = "own-batch-" + variant.name().toLowerCase(Locale.ROOT);
		Throwable failure = commitInListener(WorkApplication.class, name, variant,
				Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(1, TOO_LARGE)), "style=batch");
		assertThat(failure).isInstanceOf(OffsetMetadataTooLarge.class);
	}

	@Test
	void itIsKnownAsTheListenersThroughAConsumerThatTheApplicationWraps() {
		Throwable failure = commitInListener(WrappingApplication.class, "own-wrapped", Variant.SYNC_WITH_TIMEOUT,
				Map.of(new TopicPartition("own-wrapped", 0), new OffsetAndMetadata(1, TOO_LARGE)));
		assertThat(failure).isInstanceOf(OffsetMetadataTooLarge.class);
	}

	@ParameterizedTest
	@EnumSource
	void oneOfAPartitionThatIsNotOwnedIsNotDropped(Variant variant) {
		String name = "own-foreign-" + variant.name().toLowerCase(Locale.ROOT);
		TopicPartition foreign = new TopicPartition("elsewhere-" + name, 0);
		this.broker.createTopic(foreign.topic(), 1);
		Throwable failure = commitInListener(WorkApplication.class, name, variant,
				Map.of(foreign, new OffsetAndMetadata(17)));
		// The broker takes it.
		assertThat(failure).isNull();
		assertThat(Offsets.committed(this.broker.servers(), name)).containsEntry(foreign, 17L);
	}

	@ParameterizedTest
	@CsvSource({ "record,sync", "batch,sync", "batch,async", "manual,sync", "manual_immediate,sync", "count,sync",
			"time,sync" })
	void theContainersCommitsAreToldFromIt(String ackMode, String commitMode) {
		String name = "own-container-" + ackMode + "-" + commitMode;
		this.broker.createTopic(name, 1);
		try (RunningApp app = RunningApp.start(WrappingApplication.class, this.broker.servers(), "topic=" + name,
				"group=" + name, "style=" + (ackMode.startsWith("manual") ? "manual" : "record"),
				"steady.kafka.delivery.commit-mode=" + commitMode, "spring.kafka.listener.ack-mode=" + ackMode,
				"spring.kafka.listener.ack-count=2", "spring.kafka.listener.ack-time=10ms")) {
			this.broker.send(name, 1, 4);
			Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
				assertThat(Offsets.committed(this.broker.servers(), name)).containsEntry(new TopicPartition(name, 0),
						4L);
				// Those of the application are not counted.
				assertThat(app.scrape()).containsKey(
						"steady_kafka_commits_total{group=\"" + name + "\",listener=\"orders\",result=\"success\"}");
			});
		}
	}

	private Throwable commitInListener(Class<?> application, String name, Variant variant,
			Map<TopicPartition, OffsetAndMetadata> offsets, String... properties) {
		this.broker.createTopic(name, 1);
		String[] all = Stream.concat(Stream.of("topic=" + name, "group=" + name), Stream.of(properties))
			.toArray(String[]::new);
		try (RunningApp app = RunningApp.start(application, this.broker.servers(), all)) {
			CompletableFuture<Throwable> result = new CompletableFuture<>();
			app.bean(Worker.class).does((record, consumer) -> {
				try {
					variant.commit(consumer, offsets, (committed, exception) -> result.complete(exception));
				}
				catch (RuntimeException ex) {
					result.complete(ex);
				}
			});
			this.broker.send(name, 1, 1);
			return result.orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

	/**
	 * Its consumers are wrapped outside of all post-processors.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class WrappingApplication {

		@Bean
		static ConsumerFactory<Object, Object> wrapping(KafkaProperties properties) {
			return new DefaultKafkaConsumerFactory<>(properties.buildConsumerProperties()) {

				@Override
				@SuppressWarnings("unchecked")
				public Consumer<Object, Object> createConsumer(String group, String prefix, String suffix,
						Properties overrides) {
					Consumer<Object, Object> consumer = super.createConsumer(group, prefix, suffix, overrides);
					return (Consumer<Object, Object>) Proxy.newProxyInstance(Consumer.class.getClassLoader(),
							new Class<?>[] { Consumer.class }, (proxy, method, arguments) -> {
								try {
									return method.invoke(consumer, arguments);
								}
								catch (InvocationTargetException ex) {
									throw ex.getCause();
								}
							});
				}

			};
		}

	}

	/**
	 * The ways to commit offsets.
	 */
	enum Variant {

		SYNC {

			@Override
			void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets,
					OffsetCommitCallback callback) {
				consumer.commitSync(offsets);
				callback.onComplete(offsets, null);
			}

		},

		SYNC_WITH_TIMEOUT {

			@Override
			void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets,
					OffsetCommitCallback callback) {
				consumer.commitSync(offsets, TIMEOUT);
				callback.onComplete(offsets, null);
			}

		},

		ASYNC {

			@Override
			void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets,
					OffsetCommitCallback callback) {
				consumer.commitAsync(offsets, callback);
			}

		};

		abstract void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets,
				OffsetCommitCallback callback);

	}

}
