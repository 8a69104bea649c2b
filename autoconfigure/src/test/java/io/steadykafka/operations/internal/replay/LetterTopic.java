package io.steadykafka.operations.internal.replay;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of a test with its dead-letter topic, both with two partitions.
 */
final class LetterTopic {

	private static final Broker broker = Broker.shared();

	private static final ClusterAdmins admins = new ClusterAdmins();

	private final FailingTopic topic;

	private LetterTopic(FailingTopic topic) {
		this.topic = topic;
	}

	static LetterTopic create(String name) {
		FailingTopic topic = FailingTopic.create(name, 2);
		broker.createTopic(name + "-dlt", 2);
		return new LetterTopic(topic);
	}

	String name() {
		return this.topic.name();
	}

	String letters() {
		return name() + "-dlt";
	}

	void send(int partition, String... values) {
		send(name(), partition, values);
	}

	static void send(String topic, int partition, String... values) {
		try (KafkaProducer<String, String> producer = broker.producer(Map.of())) {
			Stream.of(values).forEach((value) -> producer.send(new ProducerRecord<>(topic, partition, "key", value)));
		}
	}

	RunningApp start(String... properties) {
		return this.topic.start(LetterApplication.class,
				Stream
					.concat(Stream.of("steady.kafka.failure.on-exhausted=dead-letter",
							"steady.kafka.failure.backoff.max-attempts=2"), Stream.of(properties))
					.toArray(String[]::new));
	}

	/**
	 * Wait until there are so many dead letters.
	 */
	void awaitLetters(long letters) {
		FailingTopic.await().until(() -> end(0) + end(1) == letters);
	}

	/**
	 * The end offset of a partition of the dead-letter topic.
	 */
	long end(int partition) {
		TopicPartition asked = new TopicPartition(letters(), partition);
		try (Admin admin = broker.admin()) {
			return admin.listOffsets(Map.of(asked, OffsetSpec.latest())).all().get().get(asked).offset();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How far replays of a partition came, -1 if there were none.
	 */
	long replayed(int partition) {
		try (Admin admin = broker.admin()) {
			OffsetAndMetadata offset = admin.listConsumerGroupOffsets(name() + ".dlt")
				.partitionsToOffsetAndMetadata()
				.get()
				.get(new TopicPartition(letters(), partition));
			return (offset != null) ? offset.offset() : -1;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static DefaultDeadLetterReplays replays(RunningApp app, boolean showValues) {
		ListenerSettings settings = app.bean(ListenerSettings.class);
		return new DefaultDeadLetterReplays(app.bean(ListenerContainers.class)::all,
				(listener) -> settings.failure(listener).policy(), admins, showValues, Clock.systemUTC(),
				app.bean(Containment.class));
	}

	DeadLetterReplay replay(DeadLetterReplays replays) {
		replays.start("orders", name(), "tester");
		return awaitEnd(replays);
	}

	static DeadLetterReplay awaitEnd(DeadLetterReplays replays) {
		FailingTopic.await().until(() -> !replays.recent().get(0).progress().running());
		return replays.recent().get(0);
	}

	static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("steady-kafka-replay"))
			.toList();
	}

}
