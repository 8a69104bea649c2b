package io.steadykafka.delivery.internal.consumer;

import java.util.Iterator;
import java.util.Map;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.OverlappingMember;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OverlappedCommit}: commits whose answers are waited for at once.
 */
class CommitsAtOnceTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private OverlappingMember member = new OverlappingMember(1, new TestMember(OverlappingMember.WINDOW));

	@Test
	void aSecondCommitBeforeTheAnswerIsWaitedForAtOnce() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.consumer.commitSync(FakeConsumer.offset(P1, 0), OverlappingMember.TIMEOUT);
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P1, 0L));
		this.member.answerAtLook(1, null);
		assertThat(this.member.handle()).containsExactly(1L);
		assertThat(this.member.looks).isOne();
	}

	@Test
	void aCommitThatCannotBeSentIsMadeAtOnce() {
		this.member.handle();
		this.member.fake.asyncFailures.add(new KafkaException("expected by the test"));
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P0, 1L));
		this.member.handle();
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

	@Test
	void whatTheContainerHasToKnowOfItIsThrownByTheNextPoll() {
		this.member.handle();
		this.member.fake.asyncFailures.add(new TopicAuthorizationException("orders"));
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P0, 1L));
		assertThatExceptionOfType(TopicAuthorizationException.class).isThrownBy(this.member::poll);
		assertThat(this.member.handle()).containsExactly(1L);
	}

	@Test
	void aCommitOfARecordInHandIsWaitedForAtOnce() {
		Iterator<ConsumerRecord<String, String>> records = this.member.poll().iterator();
		assertThat(records.hasNext()).isTrue();
		records.next();
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

	@Test
	void aCommitWithRecordsInMemoryIsWaitedForAtOnce() {
		this.member = new OverlappingMember(20, this.member.test);
		this.member.handle();
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

	@Test
	void theLastCommitOfAStopIsWaitedForAtOnce() {
		this.member.handle();
		this.member.test.running = false;
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(value = TestMember.Kind.class, names = "ONE_BY_ONE", mode = EnumSource.Mode.EXCLUDE)
	void thoseOfOtherListenersAreWaitedForAtOnce(TestMember.Kind kind) {
		this.member = new OverlappingMember(1, new TestMember(OverlappingMember.WINDOW, kind));
		this.member.handle();
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

	@Test
	void thoseOfAContainerThatPausesBeforeItPollsAreWaitedForAtOnce() {
		this.member = new OverlappingMember(1, new TestMember(OverlappingMember.WINDOW, TestMember.Kind.ONE_BY_ONE,
				Map.of(), (properties) -> properties.setIdleBetweenPolls(1_000)));
		this.member.handle();
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

	@Test
	void thoseOfTheConsumerProtocolAreWaitedForAtOnce() {
		this.member = new OverlappingMember(1, new TestMember(OverlappingMember.WINDOW, TestMember.Kind.ONE_BY_ONE,
				Map.of("group.protocol", " Consumer")));
		this.member.handle();
		this.member.commit(1);
		assertThat(this.member.fake.syncCommits).hasSize(1);
	}

}
