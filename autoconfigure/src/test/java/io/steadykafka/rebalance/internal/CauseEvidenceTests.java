package io.steadykafka.rebalance.internal;

import io.steadykafka.rebalance.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CauseEvidence}.
 */
class CauseEvidenceTests {

	@ParameterizedTest
	@CsvSource({ "true,true,true,true,true,true,true,FENCED", "false,true,true,true,true,true,true,OWN_STOP",
			"false,false,true,true,true,true,true,POLL_DEADLINE_MISSED",
			"false,false,true,false,true,true,true,SESSION_LOST", "false,false,false,false,true,true,true,OWN_START",
			"false,false,false,true,false,true,true,SUBSCRIPTION_CHANGED",
			"false,false,false,false,false,false,true,PARTITIONS_ADDED",
			"false,false,false,true,false,false,false,MEMBERS_CHANGED",
			"false,false,false,false,false,false,false,MEMBERS_CHANGED" })
	void theFirstCauseThatHoldsIsTaken(boolean fenced, boolean stopping, boolean lost, boolean overdue, boolean started,
			boolean subscriptionChanged, boolean partitionsAdded, Cause cause) {
		assertThat(new CauseEvidence(fenced, stopping, lost, overdue, started, subscriptionChanged, partitionsAdded)
			.cause()).isEqualTo(cause);
	}

}
