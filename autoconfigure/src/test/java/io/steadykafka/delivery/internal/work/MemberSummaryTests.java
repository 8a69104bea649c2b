package io.steadykafka.delivery.internal.work;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberSummary}.
 */
class MemberSummaryTests {

	private final MemberSummary summary = new MemberSummary();

	@Test
	void aMemberThatDidNothing() {
		assertThat(this.summary.describe()).isEqualTo("processed 0 records, committed nothing, dropped nothing; "
				+ "0 buffered records are left to the next owner");
	}

	@Test
	void tellsWhatWasProcessedAndTheLastCommitOfEachPartition() {
		this.summary.processed(3);
		this.summary.processed(4);
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 3));
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 5));
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P1, 2));
		this.summary.buffered(20);
		assertThat(this.summary.describe())
			.isEqualTo("processed 7 records, committed {orders-0=5, orders-1=2}, dropped nothing; "
					+ "20 buffered records are left to the next owner");
	}

	@Test
	void aCommitThatFailedIsGivenUpUnlessALaterOneSucceeds() {
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 3));
		this.summary.dropped(FakeConsumer.offset(FakeConsumer.P0, 5));
		this.summary.dropped(FakeConsumer.offset(FakeConsumer.P1, 2));
		assertThat(this.summary.describe()).contains("committed {orders-0=3}")
			.contains("dropped commits of {orders-0=5, orders-1=2} and 0 records in flight");
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 6));
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P1, 2));
		assertThat(this.summary.describe()).contains("dropped nothing");
	}

	@Test
	void workInFlightIsGivenUp() {
		this.summary.inFlight(2);
		assertThat(this.summary.describe()).contains("2 records in flight");
	}

}
