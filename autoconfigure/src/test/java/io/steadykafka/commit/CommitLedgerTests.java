package io.steadykafka.commit;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommitLedger}.
 */
class CommitLedgerTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final List<TopicPartition> BOTH = List.of(P0, P1);

	private final CommitLedger ledger = new CommitLedger();

	@Test
	void whatWasSentIsUnconfirmedAndNotFailed() {
		this.ledger.sent(at(5, 7));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.failed()).isEmpty();
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(at(5, 7));
		assertThat(this.ledger.unconfirmed(List.of(P1))).isEqualTo(FakeConsumer.offset(P1, 7));
	}

	@Test
	void whatWasConfirmedIsDone() {
		this.ledger.sent(at(5, 7));
		this.ledger.confirmed(at(5, 7));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEmpty();
	}

	@Test
	void whatFailedIsToBeTriedAgain() {
		this.ledger.sent(at(5, 7));
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		assertThat(this.ledger.hasFailed()).isTrue();
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 5));
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(at(5, 7));
	}

	@Test
	void aNewerRequestTakesThePlaceOfAFailedOne() {
		this.ledger.sent(at(5, 7));
		this.ledger.failed(at(5, 7));
		this.ledger.sent(FakeConsumer.offset(P0, 6));
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P1, 7));
		this.ledger.confirmed(FakeConsumer.offset(P0, 6));
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(FakeConsumer.offset(P1, 7));
	}

	@Test
	void aLateFailureOfAnOlderRequestDoesNotOverwriteANewerOne() {
		this.ledger.sent(FakeConsumer.offset(P0, 5));
		this.ledger.sent(FakeConsumer.offset(P0, 6));
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(FakeConsumer.offset(P0, 6));
	}

	@Test
	void aLateSuccessOfAnOlderRequestDoesNotConfirmANewerOne() {
		this.ledger.sent(FakeConsumer.offset(P0, 5));
		this.ledger.sent(FakeConsumer.offset(P0, 6));
		this.ledger.failed(FakeConsumer.offset(P0, 6));
		this.ledger.confirmed(FakeConsumer.offset(P0, 5));
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 6));
	}

	@Test
	void aRequestBackIsTheNewestToo() {
		this.ledger.sent(FakeConsumer.offset(P0, 5));
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		this.ledger.sent(FakeConsumer.offset(P0, 2));
		this.ledger.failed(FakeConsumer.offset(P0, 2));
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 2));
	}

	@Test
	void aSecondFailureIsNotCountedTwice() {
		this.ledger.sent(FakeConsumer.offset(P0, 5));
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		this.ledger.confirmed(FakeConsumer.offset(P0, 5));
		assertThat(this.ledger.hasFailed()).isFalse();
	}

	@Test
	void anAnswerThatNobodyWaitsForIsIgnored() {
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		this.ledger.confirmed(FakeConsumer.offset(P1, 5));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEmpty();
	}

	@Test
	void whatIsForgottenIsNotTriedAgainWhateverTheAnswerIs() {
		this.ledger.sent(at(5, 7));
		this.ledger.failed(at(5, 7));
		this.ledger.forget(List.of(P0));
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P1, 7));
		this.ledger.failed(FakeConsumer.offset(P0, 5));
		this.ledger.forget(List.of(P1));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEmpty();
	}

	@Test
	void whatItTellsIsACopy() {
		this.ledger.sent(at(5, 7));
		this.ledger.failed(at(5, 7));
		this.ledger.failed().clear();
		this.ledger.unconfirmed(BOTH).clear();
		assertThat(this.ledger.failed()).hasSize(2);
	}

	private static Map<TopicPartition, OffsetAndMetadata> at(long first, long second) {
		return Map.of(P0, new OffsetAndMetadata(first), P1, new OffsetAndMetadata(second));
	}

}
