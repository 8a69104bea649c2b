package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemberConsumer}: what {@link SessionHooks} decide.
 */
class SessionHooksTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration FAST = Duration.ofNanos(1);

	private final FakeConsumer fake = new FakeConsumer(20);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Rule rule = new Rule();

	private final Rule other = new Rule();

	private Consumer<String, String> consumer;

	@BeforeEach
	void subscribe() {
		this.test.hooks.add((listener, member, polled) -> this.rule);
		this.test.hooks.add((listener, member, polled) -> this.other);
		this.consumer = this.test.consumer(this.fake);
		this.fake.log(P0, 100);
		this.fake.log(P1, 100);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0, P1));
	}

	@Test
	void nothingIsDeliveredOfAPartitionThatWaits() {
		poll();
		this.rule.waiting.put(P0, Duration.ofSeconds(1));
		for (int poll = 0; poll < 5; poll++) {
			assertThat(poll()).isNotEmpty().allMatch((name) -> name.startsWith("1@"));
		}
		this.rule.waiting.clear();
		List<String> after = new ArrayList<>(poll());
		after.addAll(poll());
		assertThat(after).contains("0@1");
	}

	@Test
	void nothingIsDeliveredOfAPartitionThatBeginsToWaitDuringTheFetch() {
		this.fake.duringPolls.add(() -> this.rule.waiting.put(P0, Duration.ofSeconds(1)));
		assertThat(poll()).noneMatch((name) -> name.startsWith("0@"));
		this.rule.waiting.clear();
		assertThat(poll()).contains("0@0");
	}

	@Test
	void aWaitingPartitionIsNotSeenAsPaused() {
		this.rule.waiting.put(P0, Duration.ofSeconds(1));
		poll();
		assertThat(this.consumer.paused()).isEmpty();
		assertThat(this.fake.paused()).isNotEmpty();
	}

	@Test
	void aPollDoesNotLastLongerThanTheWait() {
		this.rule.waiting.put(P0, Duration.ofSeconds(2));
		this.rule.waiting.put(P1, Duration.ofMillis(300));
		assertThat(poll()).isEmpty();
		assertThat(this.fake.pollTimeouts).containsExactly(Duration.ofMillis(300));
		this.rule.waiting.replaceAll((partition, wait) -> Duration.ofMinutes(1));
		assertThat(poll()).isEmpty();
		assertThat(this.fake.pollTimeouts).last().isEqualTo(TIMEOUT);
	}

	@Test
	void noMoreIsDeliveredThanAllowed() {
		grow();
		this.rule.limit = new DeliveryLimit(3, null);
		assertThat(poll()).hasSize(3);
		assertThat(poll()).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void onlyTheAllowedPartitionIsDelivered() {
		poll();
		this.rule.limit = new DeliveryLimit(2, P1);
		for (int poll = 0; poll < 10; poll++) {
			assertThat(poll()).isNotEmpty().hasSizeLessThanOrEqualTo(2).allMatch((name) -> name.startsWith("1@"));
		}
		this.rule.limit = new DeliveryLimit(2, P0);
		assertThat(poll()).startsWith("0@1");
	}

	@Test
	void allRulesHold() {
		grow();
		this.other.limit = new DeliveryLimit(2, null);
		this.other.waiting.put(P1, Duration.ofSeconds(1));
		this.rule.waiting.put(P0, Duration.ofSeconds(1));
		assertThat(poll()).isEmpty();
		this.rule.waiting.clear();
		assertThat(poll()).hasSize(2).allMatch((name) -> name.startsWith("0@"));
	}

	@Test
	void theRuleMaySeekBeforeThePoll() {
		poll();
		this.rule.beforePoll = () -> this.consumer.seek(P0, 60);
		this.rule.limit = new DeliveryLimit(1, P0);
		assertThat(poll()).containsExactly("0@60");
	}

	@Test
	void theRuleIsToldWhatIsDelivered() {
		poll();
		poll();
		this.rule.waiting.put(P0, Duration.ZERO);
		this.rule.waiting.put(P1, Duration.ZERO);
		poll();
		assertThat(this.rule.delivered).containsExactly(1, 2);
	}

	@Test
	void aRuleThatThrowsHasNothingToSay() {
		this.rule.beforePoll = () -> {
			throw new IllegalStateException("expected by the test");
		};
		assertThat(poll()).hasSize(1);
		assertThat(poll()).hasSize(2);
		assertThat(this.test.containment.failures()).isEqualTo(2);
	}

	@Test
	void anUndecodableRecordIsLeftToTheContainerUnlessARuleTakesIt() {
		poll();
		RecordDeserializationException undecodable = undecodable();
		this.rule.limit = new DeliveryLimit(1, P1);
		throwInNextPoll(undecodable);
		assertThatExceptionOfType(RecordDeserializationException.class).isThrownBy(this::poll).isSameAs(undecodable);
		this.rule.takesUndecodable = true;
		throwInNextPoll(undecodable);
		assertThat(poll()).isEmpty();
		assertThat(this.rule.undecodable).isEqualTo(List.of(undecodable, undecodable));
	}

	@Test
	void anUndecodableRecordLosesNothingOfWhatIsInMemory() {
		poll();
		this.rule.takesUndecodable = true;
		throwInNextPoll(undecodable());
		poll();
		this.rule.limit = new DeliveryLimit(3, P0);
		assertThat(poll()).startsWith("0@1");
	}

	private void throwInNextPoll(RuntimeException failure) {
		this.fake.duringPolls.add(() -> {
			throw failure;
		});
	}

	private static RecordDeserializationException undecodable() {
		return new RecordDeserializationException(DeserializationExceptionOrigin.VALUE, P1, 7, 0,
				TimestampType.CREATE_TIME, null, null, new RecordHeaders(), "expected by the test", null);
	}

	/**
	 * Let the batches grow to a whole poll, and leave nothing in memory.
	 */
	private void grow() {
		for (int poll = 0; poll < 8; poll++) {
			poll();
		}
		assertThat(this.test.session.mode().limit()).isEqualTo(TestMember.MAX_POLL_RECORDS);
		this.consumer.seekToBeginning(List.of());
	}

	private List<String> poll() {
		return this.test.handle(this.consumer.poll(TIMEOUT), FAST).stream().map(SessionHooksTests::name).toList();
	}

	private static String name(ConsumerRecord<String, String> record) {
		return record.partition() + "@" + record.offset();
	}

	private static final class Rule implements SessionHooks {

		private final Map<TopicPartition, Duration> waiting = new HashMap<>();

		private final List<Integer> delivered = new ArrayList<>();

		private final List<RecordDeserializationException> undecodable = new ArrayList<>();

		private DeliveryLimit limit = DeliveryLimit.ALL;

		private boolean takesUndecodable;

		private Runnable beforePoll = () -> {
		};

		@Override
		public void beforePoll() {
			this.beforePoll.run();
		}

		@Override
		public Map<TopicPartition, Duration> waiting() {
			return this.waiting;
		}

		@Override
		public DeliveryLimit limit() {
			return this.limit;
		}

		@Override
		public void delivered(int records) {
			this.delivered.add(records);
		}

		@Override
		public boolean undecodable(RecordDeserializationException exception) {
			this.undecodable.add(exception);
			return this.takesUndecodable;
		}

	}

}
