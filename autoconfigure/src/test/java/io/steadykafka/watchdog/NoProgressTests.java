package io.steadykafka.watchdog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.SideBySide;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members that make no progress while their containers say that they run, on a real
 * broker. Whatever the cause, they are found.
 */
class NoProgressTests {

	private final Broker broker = Broker.shared();

	@TestFactory
	Stream<DynamicTest> areFound() {
		return new SideBySide().add("whosePollsThrowAgainAndAgain", this::whosePollsThrowAgainAndAgain)
			.add("whoClosesItsConsumer", this::whoClosesItsConsumer)
			.add("whoIsGivenTheSameRecordAgainAndAgain", this::whoIsGivenTheSameRecordAgainAndAgain)
			.add("whoseThreadEndedWithoutItsContainer", this::whoseThreadEndedWithoutItsContainer)
			.add("whoseCommitsAllFail", this::whoseCommitsAllFail)
			.run();
	}

	private void whosePollsThrowAgainAndAgain() {
		this.broker.createTopic("throwing", 1);
		try (WatchdogApp app = WatchdogApp.start(Wrapped.class, this.broker.servers(), "throwing",
				"steady.kafka.watchdog.stuck-after=3s", "spring.kafka.listener.poll-timeout=300ms")) {
			Wrapping wrapping = app.app().bean(Wrapping.class);
			app.awaitPartitions(1);
			wrapping.throwing.set(true);
			this.broker.send("throwing", 1, 1);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.restarts("no_progress")).isPositive());
			assertThat(app.status()).isIn("DEGRADED", "DOWN");
			assertThat(app.detail("reason")).contains("threw an exception", "expected by the test");
			wrapping.throwing.set(false);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.app().bean(Worker.class).handled()).hasSize(1));
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
		}
	}

	private void whoClosesItsConsumer() {
		this.broker.createTopic("closing", 1);
		// Its thread goes round without ever coming to a poll.
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "closing",
				"spring.kafka.consumer.properties.max.poll.interval.ms=6000",
				"spring.kafka.listener.poll-timeout=300ms")) {
			Worker worker = app.app().bean(Worker.class);
			AtomicInteger calls = new AtomicInteger();
			worker.does((record, consumer) -> {
				if (calls.incrementAndGet() == 5) {
					consumer.close();
				}
			});
			app.awaitPartitions(1);
			this.broker.send("closing", 1, 10);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
			assertThat(app.found("hung_listener")).isOne();
		}
	}

	private void whoIsGivenTheSameRecordAgainAndAgain() {
		this.broker.createTopic("repeating", 1);
		try (WatchdogApp app = WatchdogApp.start(Wrapped.class, this.broker.servers(), "repeating",
				"steady.kafka.watchdog.stuck-after=3s", "spring.kafka.listener.poll-timeout=300ms",
				"steady.kafka.watchdog.restart=false")) {
			Wrapping wrapping = app.app().bean(Wrapping.class);
			app.app().bean(Worker.class).does((record, consumer) -> TimeUnit.MILLISECONDS.sleep(20));
			app.awaitPartitions(1);
			wrapping.repeating.set(true);
			this.broker.send("repeating", 1, 3);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.found("no_progress")).isOne());
			assertThat(app.detail("reason")).contains("the same records again and again, of [repeating-0]");
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
		}
	}

	private void whoseThreadEndedWithoutItsContainer() {
		this.broker.createTopic("ending", 1);
		try (WatchdogApp app = WatchdogApp.start(Intercepted.class, this.broker.servers(), "ending",
				"spring.kafka.listener.poll-timeout=300ms")) {
			Interceptor interceptor = app.app().bean(Interceptor.class);
			app.awaitPartitions(1);
			interceptor.throwing.set(true);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.restarts("no_progress")).isOne());
			int sent = this.broker.send("ending", 1, 3);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.app().bean(Worker.class).handled()).hasSize(sent));
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
		}
	}

	private void whoseCommitsAllFail() {
		this.broker.createTopic("uncommitted", 1);
		try (WatchdogApp app = WatchdogApp.start(Wrapped.class, this.broker.servers(), "uncommitted",
				"steady.kafka.watchdog.stuck-after=3s", "spring.kafka.listener.poll-timeout=300ms")) {
			Wrapping wrapping = app.app().bean(Wrapping.class);
			app.awaitPartitions(1);
			wrapping.refusing.set(true);
			int sent = this.broker.send("uncommitted", 1, 3);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DEGRADED"));
			assertThat(app.detail("reason")).contains("no commit of a member has succeeded");
			assertThat(app.restarts("no_progress")).isZero();
			wrapping.refusing.set(false);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			assertThat(app.app().bean(Worker.class).handled()).hasSize(sent);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Wrapped {

		@Bean
		static Wrapping wrapping() {
			return new Wrapping();
		}

		@Bean
		static DefaultKafkaConsumerFactoryCustomizer wrapsConsumers(Wrapping wrapping) {
			return (factory) -> factory.addPostProcessor(wrapping::wrap);
		}

	}

	/**
	 * What an application may do to its consumers.
	 */
	static final class Wrapping {

		final AtomicBoolean throwing = new AtomicBoolean();

		final AtomicBoolean repeating = new AtomicBoolean();

		final AtomicBoolean refusing = new AtomicBoolean();

		@SuppressWarnings("unchecked")
		<K, V> Consumer<K, V> wrap(Consumer<K, V> consumer) {
			ConsumerRecords<?, ?>[] kept = new ConsumerRecords<?, ?>[1];
			return (Consumer<K, V>) Proxy.newProxyInstance(Wrapping.class.getClassLoader(),
					new Class<?>[] { Consumer.class }, (proxy, method, arguments) -> {
						if (method.getName().equals("poll") && arguments[0] instanceof Duration) {
							if (this.throwing.get()) {
								throw new IllegalStateException("expected by the test");
							}
							if (kept[0] != null && this.repeating.get()) {
								return kept[0];
							}
						}
						if (method.getName().startsWith("commit") && this.refusing.get()) {
							TimeoutException failure = new TimeoutException("expected by the test");
							if (arguments.length > 1 && arguments[1] instanceof OffsetCommitCallback callback) {
								callback.onComplete((Map<TopicPartition, OffsetAndMetadata>) arguments[0], failure);
								return null;
							}
							throw failure;
						}
						try {
							Object result = method.invoke(consumer, arguments);
							if (result instanceof ConsumerRecords<?, ?> records && !records.isEmpty()) {
								kept[0] = records;
							}
							return result;
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Intercepted {

		@Bean
		static Interceptor interceptor() {
			return new Interceptor();
		}

	}

	/**
	 * Fails where Spring Kafka expects nobody to: the container's loop ends, and its
	 * container does not know.
	 */
	static final class Interceptor implements RecordInterceptor<Object, Object> {

		final AtomicBoolean throwing = new AtomicBoolean();

		@Override
		public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> record,
				Consumer<Object, Object> consumer) {
			return record;
		}

		@Override
		public void clearThreadState(Consumer<?, ?> consumer) {
			if (this.throwing.getAndSet(false)) {
				throw new IllegalStateException("expected by the test");
			}
		}

	}

}
