package io.steadykafka.delivery.internal.offsets;

import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.offsets.CommitLedger.Request;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
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
		this.ledger.confirmed(this.ledger.sent(at(5, 7)));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEmpty();
	}

	@Test
	void whatFailedIsToBeTriedAgain() {
		Request first = sent(P0, 5);
		sent(P1, 7);
		this.ledger.failed(first);
		assertThat(this.ledger.hasFailed()).isTrue();
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 5));
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(at(5, 7));
	}

	@Test
	void whatWasGivenUpIsNotTriedAgain() {
		Request request = this.ledger.sent(at(5, 7));
		this.ledger.failed(request);
		this.ledger.dropped(request);
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEmpty();
	}

	@Test
	void aNewerRequestTakesThePlaceOfAFailedOne() {
		this.ledger.failed(this.ledger.sent(at(5, 7)));
		Request newer = sent(P0, 6);
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P1, 7));
		this.ledger.confirmed(newer);
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(FakeConsumer.offset(P1, 7));
	}

	@Test
	void aLateFailureOfAnOlderRequestDoesNotOverwriteANewerOne() {
		Request older = sent(P0, 5);
		sent(P0, 6);
		this.ledger.failed(older);
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEqualTo(FakeConsumer.offset(P0, 6));
	}

	@Test
	void aLateSuccessOfAnOlderRequestDoesNotConfirmANewerOne() {
		Request older = sent(P0, 5);
		this.ledger.failed(sent(P0, 6));
		this.ledger.confirmed(older);
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 6));
	}

	@Test
	void aLateSuccessOfAnOlderRequestForTheSameOffsetDoesNotConfirmANewerOne() {
		Request older = sent(P0, 6);
		sent(P0, 5);
		this.ledger.failed(sent(P0, 6));
		this.ledger.confirmed(older);
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 6));
	}

	@Test
	void anOlderRequestThatIsGivenUpDoesNotTakeANewerOneAlong() {
		Request older = sent(P0, 5);
		this.ledger.failed(sent(P0, 6));
		this.ledger.dropped(older);
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 6));
	}

	@Test
	void aRequestBackIsTheNewestToo() {
		this.ledger.failed(sent(P0, 5));
		this.ledger.failed(sent(P0, 2));
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 2));
	}

	@Test
	void aSecondFailureIsNotCountedTwice() {
		Request request = sent(P0, 5);
		this.ledger.failed(request);
		this.ledger.failed(request);
		this.ledger.confirmed(request);
		assertThat(this.ledger.hasFailed()).isFalse();
	}

	@Test
	void whatIsForgottenIsNotTriedAgainWhateverTheAnswerIs() {
		Request request = this.ledger.sent(at(5, 7));
		this.ledger.failed(request);
		this.ledger.forget(List.of(P0));
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P1, 7));
		this.ledger.failed(request);
		this.ledger.forget(List.of(P1));
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.unconfirmed(BOTH)).isEmpty();
	}

	@Test
	void whatAnOlderRequestOverwroteIsMadeAgain() {
		Request older = sent(P0, 5);
		this.ledger.confirmed(sent(P0, 9));
		this.ledger.confirmed(older);
		assertThat(this.ledger.failed()).isEqualTo(FakeConsumer.offset(P0, 9));
	}

	@Test
	void anOlderRequestThatIsAnsweredInOrderOverwritesNothing() {
		Request older = sent(P0, 5);
		Request newer = sent(P0, 9);
		this.ledger.confirmed(older);
		this.ledger.confirmed(newer);
		assertThat(this.ledger.hasFailed()).isFalse();
		assertThat(this.ledger.isConfirmed(List.of(P0))).isTrue();
		assertThat(this.ledger.isConfirmed(BOTH)).isFalse();
	}

	@Test
	void anOlderRequestForTheSameOffsetOverwritesNothing() {
		Request older = sent(P0, 9);
		this.ledger.confirmed(sent(P0, 9));
		this.ledger.confirmed(older);
		assertThat(this.ledger.hasFailed()).isFalse();
	}

	@Test
	void whatItTellsIsACopy() {
		this.ledger.failed(this.ledger.sent(at(5, 7)));
		this.ledger.failed().clear();
		this.ledger.unconfirmed(BOTH).clear();
		assertThat(this.ledger.failed()).hasSize(2);
	}

	private Request sent(TopicPartition partition, long offset) {
		return this.ledger.sent(FakeConsumer.offset(partition, offset));
	}

	private static Map<TopicPartition, OffsetAndMetadata> at(long first, long second) {
		return Map.of(P0, new OffsetAndMetadata(first), P1, new OffsetAndMetadata(second));
	}

}
