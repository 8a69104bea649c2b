package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStartedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests code around the consumer or on its thread, with a real broker: tracing libraries
 * copy the records of a poll in several ways.
 */
@ExtendWith(OutputCaptureExtension.class)
class WrappedConsumerTests {

	private static final int RECORDS = 30;

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@EnumSource(PollWrapper.class)
	void eachRecordIsHandledOnceThoughOtherCodeReadsItBefore(PollWrapper wrapper, CapturedOutput output) {
		String name = "around-" + wrapper.name().toLowerCase(Locale.ROOT).replace('_', '-');
		this.broker.createTopic(name, 2);
		this.broker.send(name, 2, RECORDS);
		try (RunningApp app = start(name, "wrapper=" + wrapper, "slow=20")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), name).values())
					.containsExactlyInAnyOrder(30L, 31L));
			assertThat(offsets(worker, 0)).isEqualTo(LongStream.range(0, 30).boxed().toList());
			assertThat(offsets(worker, 1)).isEqualTo(LongStream.range(0, 31).boxed().toList());
			ListenerWork work = app.bean(RecordDelivery.class)
				.work(app.bean(ListenerContainers.class).all().get(0))
				.get();
			// By the speed that was measured: the polls are as short as without the code.
			assertThat(work.commits().get("success")).isGreaterThan(8);
			assertThat(work.handlerTime()).isGreaterThan(Duration.ofMillis(2 * RECORDS * 20));
			assertThat(output.toString().contains("gives copies of the polled records")).isEqualTo(wrapper.copies);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LAZY_COPY", "EAGER_COPY", "ITERATED_COPY" })
	void whatOtherCodeCopiesIsResetToo(PollWrapper wrapper) {
		String name = "around-reset-" + wrapper.name().toLowerCase(Locale.ROOT).replace('_', '-');
		this.broker.createTopic(name, 1);
		long end = this.broker.send(name, 1, RECORDS);
		try (RunningApp app = start(name, "wrapper=" + wrapper, "slow=20")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> worker.handled().size() > 20);
			OffsetReset reset = app.bean(OffsetResets.class)
				.execute(new ResetRequest(name, name, Set.of(), Target.TO_OFFSET, "10", false, "test"));
			assertThat(reset.executed()).isTrue();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(
						() -> assertThat(Offsets.committed(this.broker.servers(), name).values()).containsExactly(end));
			List<Long> again = offsets(worker, 0);
			assertThat(again.subList(again.lastIndexOf(10L), again.size()))
				.isEqualTo(LongStream.range(10, end).boxed().toList());
			assertThat(again.indexOf(10L)).isLessThan(again.lastIndexOf(10L));
		}
	}

	@Test
	void spansOfAConsumerInsideOfTheStartersAreMadeWhileTheListenerIsAtWork() {
		this.broker.createTopic("inside", 1);
		this.broker.send("inside", 1, 40);
		try (RunningApp app = RunningApp.start(InsideApplication.class, this.broker.servers(), "topic=inside",
				"group=inside")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.handled().size() == 40);
			List<String> spans = app.bean(Spans.class).spans;
			Awaitility.await().untilAsserted(() -> assertThat(spans).hasSize(80));
			for (int i = 0; i < 40; i++) {
				assertThat(spans.subList(2 * i, 2 * i + 2)).containsExactly("begin " + i, "end " + i);
			}
		}
	}

	@Test
	void anotherConsumerThatIsPolledOnTheThreadDoesNotTakeTheMembersPlace() {
		this.broker.createTopic("place", 1);
		this.broker.send("place", 1, 300);
		this.broker.createTopic("look-up", 1);
		this.broker.send("look-up", 1, 10);
		try (RunningApp app = RunningApp.start(PollingApplication.class, this.broker.servers(), "topic=place",
				"group=place", "style=batch", "spring.kafka.consumer.auto-offset-reset=earliest",
				"spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			worker.does((record, consumer) -> LockSupport.parkNanos(Duration.ofMillis(2).toNanos()));
			app.start("orders");
			Awaitility.await().until(() -> worker.handled().size() == 300);
			assertThat(app.bean(PollingApplication.LookUp.class).found).containsExactly(10);
			// The window is there: not all records came at once.
			assertThat(worker.batches().get(0)).isEqualTo(1);
			ListenerWork work = app.bean(RecordDelivery.class)
				.work(app.bean(ListenerContainers.class).all().get(0))
				.get();
			Awaitility.await().untilAsserted(() -> assertThat(work.processed()).isEqualTo(300));
		}
	}

	private RunningApp start(String name, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("topic=" + name, "group=" + name));
		return RunningApp.start(WrappedApplication.class, this.broker.servers(), all.toArray(String[]::new));
	}

	private static List<Long> offsets(Worker worker, int partition) {
		return worker.handled()
			.stream()
			.filter((record) -> record.partition() == partition)
			.map(ConsumerRecord::offset)
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(WorkApplication.class)
	static class WrappedApplication {

		@Bean
		ConsumerFactory<?, ?> consumerFactory(Environment environment, Worker worker) {
			long millis = environment.getRequiredProperty("slow", Long.class);
			worker.does((record, consumer) -> LockSupport.parkNanos(Duration.ofMillis(millis).toNanos()));
			PollWrapper wrapper = environment.getRequiredProperty("wrapper", PollWrapper.class);
			return new DefaultKafkaConsumerFactory<String, String>(Map.of("bootstrap.servers",
					environment.getRequiredProperty("spring.kafka.bootstrap-servers"), "auto.offset.reset", "earliest",
					"key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
					"value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer")) {

				@Override
				protected Consumer<String, String> createKafkaConsumer(String groupId, String clientIdPrefix,
						String clientIdSuffix, Properties properties) {
					return PollWrapper.wrap(
							super.createKafkaConsumer(groupId, clientIdPrefix, clientIdSuffix, properties),
							wrapper.polled);
				}

			};
		}

	}

	/**
	 * Traces as OpenTelemetry's wrapper does: by the first iterator of a list.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(WorkApplication.class)
	static class InsideApplication {

		@Bean
		Spans spans() {
			return new Spans();
		}

		@Bean
		DefaultKafkaConsumerFactoryCustomizer tracing(Spans spans) {
			return (factory) -> addPostProcessor(factory, spans);
		}

		@SuppressWarnings("unchecked")
		private static void addPostProcessor(DefaultKafkaConsumerFactory<?, ?> factory, Spans spans) {
			((DefaultKafkaConsumerFactory<String, String>) factory).addPostProcessor((consumer) -> PollWrapper
				.wrap(consumer, (records) -> PollWrapper.copy(records, (list) -> new TracedList(list, spans.spans))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(WorkApplication.class)
	static class PollingApplication {

		@Bean
		LookUp lookUp(ConsumerFactory<?, ?> factory) {
			return new LookUp(factory);
		}

		static class LookUp {

			final List<Integer> found = new CopyOnWriteArrayList<>();

			private final ConsumerFactory<?, ?> factory;

			LookUp(ConsumerFactory<?, ?> factory) {
				this.factory = factory;
			}

			@EventListener
			void started(ConsumerStartedEvent event) {
				TopicPartition partition = new TopicPartition("look-up", 0);
				try (Consumer<?, ?> consumer = this.factory.createConsumer("look-up", "helper")) {
					consumer.assign(List.of(partition));
					int records = 0;
					while (records < 10) {
						records += consumer.poll(Duration.ofMillis(100)).count();
					}
					this.found.add(records);
				}
			}

		}

	}

	static class Spans {

		final List<String> spans = new CopyOnWriteArrayList<>();

	}

}
