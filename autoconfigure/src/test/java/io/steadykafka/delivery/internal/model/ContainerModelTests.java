package io.steadykafka.delivery.internal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import io.steadykafka.delivery.internal.testing.Deliveries;
import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drives whole containers of two instances of an application with random events: clean
 * ones repeat nothing, others lose nothing.
 * <p>
 * {@code -Dsteady.model.seed=…}, {@code -Dsteady.model.seeds=…} and
 * {@code -Dsteady.model.events=…} as in {@link DeliveryModelTests}.
 */
class ContainerModelTests {

	private static final int PARTITIONS = 4;

	private static final int RECORDS = 1_500;

	private static final int EVENTS = Integer.getInteger("steady.model.events", 10);

	private static final String EAGER = RangeAssignor.class.getName();

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private final Broker broker = Broker.shared();

	private final Deliveries deliveries = new Deliveries(RECORDS);

	static List<Arguments> runs() {
		List<Arguments> runs = new ArrayList<>();
		Long only = Long.getLong("steady.model.seed");
		long first = (only != null) ? only : 1;
		int seeds = (only != null) ? 1 : Integer.getInteger("steady.model.seeds", 1);
		for (long seed = first; seed < first + seeds; seed++) {
			runs.add(Arguments.of(seed, "single", EAGER, "sync", true));
			runs.add(Arguments.of(seed, "batch", EAGER, "async", true));
			runs.add(Arguments.of(seed, "single", COOPERATIVE, "async", true));
		}
		return runs;
	}

	@ParameterizedTest
	@MethodSource("runs")
	void cleanEventsRepeatNothingAndNoEventLosesAnything(long seed, String type, String assignor, String mode,
			boolean clean) throws Exception {
		String topic = "containers-%s-%s-%s-%d".formatted(type, mode, clean, seed);
		send(topic);
		if (!clean) {
			this.deliveries.mayGoBack();
		}
		List<String> trace = new ArrayList<>();
		try (Admin admin = this.broker.admin();
				Instances instances = new Instances(new Random(seed),
						() -> start(topic, type, "partition.assignment.strategy=" + assignor, mode), trace)) {
			for (int event = 0; event < EVENTS; event++) {
				this.deliveries.await(RECORDS * PARTITIONS / (2 * EVENTS), Duration.ofSeconds(1));
				if (!clean && event % 4 == 2) {
					this.deliveries.beLate();
				}
				instances.event();
				assertThat(this.deliveries.wrong()).as("seed %d after %s", seed, trace).isEmpty();
				checkCommitted(admin, topic);
			}
			instances.allRun();
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(this.deliveries.missing(PARTITIONS)).as("seed %d after %s", seed, trace)
					.isZero());
			instances.stopAll();
			checkCommitted(admin, topic);
		}
		assertThat(this.deliveries.wrong()).as("seed %d after %s", seed, trace).isEmpty();
		if (clean) {
			assertThat(this.deliveries.repeated()).as("repeated, seed %d after %s", seed, trace).isZero();
		}
	}

	private void checkCommitted(Admin admin, String group) throws Exception {
		Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get();
		committed.forEach((partition, offset) -> assertThat(offset.offset()).as("committed of %s", partition)
			.isLessThanOrEqualTo(this.deliveries.end(partition)));
	}

	private ConfigurableApplicationContext start(String topic, String type, String assignor, String mode) {
		return new SpringApplicationBuilder(App.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("deliveries", this.deliveries))
			.run("--spring.kafka.bootstrap-servers=" + this.broker.servers(), "--topic=" + topic,
					"--spring.kafka.listener.type=" + type, "--spring.kafka.consumer.properties." + assignor,
					"--steady.kafka.delivery.commit-mode=" + mode,
					"--spring.kafka.consumer.properties.heartbeat.interval.ms=100",
					"--spring.kafka.consumer.auto-offset-reset=earliest",
					"--spring.kafka.consumer.properties.max.poll.interval.ms=2000", "--spring.main.banner-mode=off",
					"--spring.main.web-application-type=none", "--spring.jmx.enabled=false");
	}

	private void send(String topic) {
		this.broker.createTopic(topic, PARTITIONS);
		// One request at a time: with more, a repeated one is not always known as such.
		try (KafkaProducer<String, String> producer = this.broker
			.producer(Map.of("max.in.flight.requests.per.connection", 1))) {
			for (int i = 0; i < RECORDS * PARTITIONS; i++) {
				producer.send(new ProducerRecord<>(topic, i % PARTITIONS, "key", "value"));
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

		@Bean
		ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> customizer(
				Deliveries deliveries) {
			return (container) -> container.getContainerProperties().setConsumerRebalanceListener(deliveries);
		}

		@Bean
		Handler handler(Deliveries deliveries) {
			return new Handler(deliveries);
		}

	}

	/**
	 * Handles records one by one or in batches.
	 */
	static final class Handler {

		private final Deliveries deliveries;

		Handler(Deliveries deliveries) {
			this.deliveries = deliveries;
		}

		@KafkaListener(id = "single", topics = "${topic}", groupId = "${topic}", concurrency = "2", batch = "false",
				autoStartup = "#{'${spring.kafka.listener.type}' == 'single'}")
		void single(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) {
			this.deliveries.deliver(record, consumer);
		}

		@KafkaListener(id = "batch", topics = "${topic}", groupId = "${topic}", concurrency = "2", batch = "true",
				autoStartup = "#{'${spring.kafka.listener.type}' == 'batch'}")
		void batch(List<ConsumerRecord<String, String>> records, Consumer<?, ?> consumer) {
			records.forEach((record) -> this.deliveries.deliver(record, consumer));
		}

	}

	/**
	 * The instances of the application.
	 */
	private static final class Instances implements AutoCloseable {

		private final Random random;

		private final Supplier<ConfigurableApplicationContext> starter;

		private final List<String> trace;

		private final List<ConfigurableApplicationContext> running = new ArrayList<>();

		Instances(Random random, Supplier<ConfigurableApplicationContext> starter, List<String> trace) {
			this.random = random;
			this.starter = starter;
			this.trace = trace;
			this.running.add(starter.get());
		}

		void event() {
			int dice = this.random.nextInt(10);
			MessageListenerContainer container = container(this.running.get(this.random.nextInt(this.running.size())));
			if (dice < 3) {
				say((container.isRunning()) ? "stop" : "start");
				toggle(container);
			}
			else if (dice < 5) {
				say("pause");
				container.pause();
			}
			else if (dice < 7) {
				say("resume");
				container.resume();
			}
			else if (this.running.size() == 1) {
				say("second instance");
				this.running.add(this.starter.get());
			}
			else {
				say("one instance less");
				this.running.remove(this.random.nextInt(2)).close();
			}
		}

		private static void toggle(MessageListenerContainer container) {
			if (container.isRunning()) {
				container.stop();
			}
			else {
				container.start();
			}
		}

		void allRun() {
			say("all run");
			for (ConfigurableApplicationContext each : this.running) {
				container(each).resume();
				container(each).start();
			}
		}

		void stopAll() {
			say("stop all");
			this.running.forEach(ConfigurableApplicationContext::close);
			this.running.clear();
		}

		private static MessageListenerContainer container(ConfigurableApplicationContext context) {
			KafkaListenerEndpointRegistry registry = context.getBean(KafkaListenerEndpointRegistry.class);
			return registry
				.getListenerContainer(context.getEnvironment().getRequiredProperty("spring.kafka.listener.type"));
		}

		private void say(String what) {
			this.trace.add(what);
		}

		@Override
		public void close() {
			stopAll();
		}

	}

}
