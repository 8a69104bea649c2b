package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DefaultOffsetResets} with a real broker, and trouble.
 */
class ResetUnderTroubleTests {

	@Test
	void duringARebalanceNothingIsReset() {
		try (TestGroup group = new TestGroup("trouble-rebalance", 6, 6).commit(0, 2).commit(1, 2);
				KafkaConsumer<byte[], byte[]> busy = consumer(group.name);
				KafkaConsumer<byte[], byte[]> joining = consumer(group.name)) {
			busy.subscribe(List.of(group.name));
			Awaitility.await().until(() -> busy.poll(Duration.ofMillis(100)).isEmpty() && !busy.assignment().isEmpty());
			joining.subscribe(List.of(group.name));
			Awaitility.await().until(() -> {
				joining.poll(Duration.ofMillis(100));
				return group.isRebalancing();
			});
			assertThat(group.resets.preview(group.request(Target.TO_EARLIEST, null)).partitions()).hasSize(2)
				.allSatisfy((partition) -> assertThat(partition.note()).startsWith("It can't be reset now: "));
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_EARLIEST, null)))
				.withMessageMatching("Group 'trouble-rebalance' is rebalancing \\(.+\\) for more than 1000 ms. "
						+ "Nothing was reset; try again once it is stable");
			assertThat(group.committed()).containsExactly(Map.entry(0, 2L), Map.entry(1, 2L));
		}
	}

	/**
	 * The end of the transaction would overwrite the reset.
	 */
	@Test
	void aTransactionThatIsAboutToCommitOffsetsKeepsThemFromBeingReset() {
		try (TestGroup group = new TestGroup("trouble-transaction", 6).commit(0, 2);
				KafkaConsumer<byte[], byte[]> dead = consumer(group.name);
				KafkaProducer<String, String> producer = Broker.shared()
					.producer(Map.of("transactional.id", group.name))) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.sendOffsetsToTransaction(Map.of(group.partition(0), new OffsetAndMetadata(5)),
					dead.groupMetadata());
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_EARLIEST, null)))
				.withMessageStartingWith("Nothing was reset, as an open transaction is about to commit offsets of "
						+ "[trouble-transaction-0]");
			assertThat(group.committed()).containsExactly(Map.entry(0, 2L));
			producer.commitTransaction();
			Awaitility.await().until(() -> group.committed().equals(Map.of(0, 5L)));
			assertThat(TestGroup.of(group.resets.execute(group.request(Target.TO_EARLIEST, null)), 0).before())
				.hasValue(5);
			assertThat(group.committed()).containsExactly(Map.entry(0, 0L));
		}
	}

	@Test
	void whatWasResetIsPutBackIfTheBrokersRefuseAPart() {
		AtomicBoolean refuse = new AtomicBoolean(true);
		try (Admin admin = new PartlyRefused(refuse);
				TestGroup group = new TestGroup("trouble-part", admin, 6, 6).commit(0, 2)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_LATEST, null));
			assertThat(refuse).isFalse();
			assertThat(reset.executed()).isFalse();
			assertThat(reset.partitions()).allSatisfy((partition) -> {
				assertThat(partition.done()).isFalse();
				assertThat(partition.note()).startsWith("Put back, as the brokers refused it with UnknownTopicOr");
			});
			assertThat(group.committed()).containsExactly(Map.entry(0, 2L));
			assertThat(group.resets.recent()).isEmpty();
		}
	}

	@Test
	void withoutBrokersItEndsInTime() {
		ResetTimeouts timeouts = new ResetTimeouts(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1),
				Duration.ofSeconds(1));
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:1"));
				TestGroup group = new TestGroup("trouble-away", admin, timeouts, 1)) {
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.preview(group.request(Target.TO_LATEST, null)))
				.withMessage("The brokers did not answer within 500 ms when asked for the members of group "
						+ "'trouble-away'. Try again once they can be reached");
		}
	}

	@Test
	void withoutATopicAllTopicsOfTheGroupAreReset() {
		try (TestGroup group = new TestGroup("trouble-all", 6).commit(0, 2);
				TestGroup other = new TestGroup("trouble-all-other", 3, 3)) {
			group.commit(other.partition(1), 1);
			ResetRequest all = new ResetRequest(group.name, null, Set.of(), Target.TO_LATEST, null, false, "test");
			assertThat(group.resets.execute(all).partitions()).extracting((partition) -> partition.partition() + "")
				.containsExactly("trouble-all-0", "trouble-all-other-0", "trouble-all-other-1");
		}
	}

	private static KafkaConsumer<byte[], byte[]> consumer(String group) {
		return new KafkaConsumer<>(
				Map.of("bootstrap.servers", Broker.shared().servers(), "group.id", group, "auto.offset.reset", "latest",
						"enable.auto.commit", "false", "max.poll.records", "1"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/**
	 * Asks the brokers, once, to commit for a topic too that does not exist.
	 */
	private static final class PartlyRefused extends ForwardingAdmin {

		private final AtomicBoolean refuse;

		PartlyRefused(AtomicBoolean refuse) {
			super(Map.of("bootstrap.servers", Broker.shared().servers()));
			this.refuse = refuse;
		}

		@Override
		public AlterConsumerGroupOffsetsResult alterConsumerGroupOffsets(String group,
				Map<TopicPartition, OffsetAndMetadata> offsets, AlterConsumerGroupOffsetsOptions options) {
			Map<TopicPartition, OffsetAndMetadata> asked = new HashMap<>(offsets);
			if (this.refuse.getAndSet(false)) {
				asked.put(new TopicPartition("no-such-topic", 0), new OffsetAndMetadata(0));
			}
			return super.alterConsumerGroupOffsets(group, asked, options);
		}

	}

}
