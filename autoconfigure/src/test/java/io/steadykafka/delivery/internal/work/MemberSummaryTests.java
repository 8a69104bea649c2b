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
		assertThat(this.summary.describe()).isEqualTo("processed 0 records, committed nothing, given up nothing; "
				+ "0 records read ahead are left to the next owner");
	}

	@Test
	void tellsWhatWasProcessedAndTheLastCommitOfEachPartition() {
		this.summary.processed(3);
		this.summary.processed(4);
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 3));
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 5));
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P1, 2));
		this.summary.readAhead(20);
		assertThat(this.summary.describe())
			.isEqualTo("processed 7 records, committed {orders-0=5, orders-1=2}, given up nothing; "
					+ "20 records read ahead are left to the next owner");
	}

	@Test
	void aCommitThatFailedIsGivenUpUnlessALaterOneSucceeds() {
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 3));
		this.summary.givenUp(FakeConsumer.offset(FakeConsumer.P0, 5));
		this.summary.givenUp(FakeConsumer.offset(FakeConsumer.P1, 2));
		assertThat(this.summary.describe()).contains("committed {orders-0=3}")
			.contains("given up commits of {orders-0=5, orders-1=2} and 0 records in flight");
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P0, 6));
		this.summary.committed(FakeConsumer.offset(FakeConsumer.P1, 2));
		assertThat(this.summary.describe()).contains("given up nothing");
	}

	@Test
	void workInFlightIsGivenUp() {
		this.summary.inFlight(2);
		assertThat(this.summary.describe()).contains("2 records in flight");
	}

}
