package io.steadykafka.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A group member without the starter, polled on its own thread. The group has the name of
 * the topic.
 */
public final class OtherMember implements AutoCloseable {

	private final KafkaConsumer<String, String> consumer;

	private final Set<TopicPartition> owned = ConcurrentHashMap.newKeySet();

	private final Set<String> read = ConcurrentHashMap.newKeySet();

	private final AtomicReference<CloseOptions> end = new AtomicReference<>();

	private final Thread thread = new Thread(this::run, "other-member");

	private OtherMember(Broker broker, String topic, Map<String, Object> config) {
		Properties properties = new Properties();
		properties.putAll(Map.of("bootstrap.servers", broker.servers(), "group.id", topic, "auto.offset.reset",
				"earliest", "enable.auto.commit", "false"));
		properties.putAll(config);
		this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
		this.consumer.subscribe(List.of(topic), new Owned());
	}

	/**
	 * Join, and wait for partitions.
	 * @param topic the topic, and the name of the group
	 * @param config what the consumer is made with, on top of servers and group
	 * @return the member, polled until it is closed
	 */
	public static OtherMember join(Broker broker, String topic, Map<String, Object> config) {
		OtherMember member = new OtherMember(broker, topic, config);
		member.thread.start();
		Awaitility.await().until(() -> !member.owned.isEmpty());
		return member;
	}

	public Set<TopicPartition> owned() {
		return Set.copyOf(this.owned);
	}

	/**
	 * What it read.
	 * @return one text a record, of partition and offset
	 */
	public Set<String> read() {
		return Set.copyOf(this.read);
	}

	private void run() {
		while (this.end.get() == null) {
			this.consumer.poll(Duration.ofMillis(50))
				.forEach((record) -> this.read.add(record.partition() + "@" + record.offset()));
			this.consumer.commitAsync();
		}
		this.consumer.close(this.end.get());
	}

	/**
	 * End without a word to the broker, as a process that is killed.
	 */
	public void crash() {
		end(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP)
			.withTimeout(Duration.ZERO));
	}

	@Override
	public void close() {
		end(CloseOptions.timeout(Duration.ofSeconds(10)));
	}

	private void end(CloseOptions how) {
		if (this.end.compareAndSet(null, how)) {
			try {
				this.thread.join(20_000);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private final class Owned implements ConsumerRebalanceListener {

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			OtherMember.this.owned.addAll(partitions);
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			OtherMember.this.owned.removeAll(partitions);
		}

	}

}
