package io.steadykafka.lag;

import java.util.Set;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.PollListener.MemberPolls;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.Records;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandedOver}.
 */
class HandedOverTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final HandedOver handedOver = new HandedOver();

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	private final MemberPolls polls = this.handedOver.polls(this.listener);

	@Test
	void theFirstAndTheLastRecordOfThePollAreKept() {
		this.polls.returned(Records.at(PARTITION, 5, 100, 200, 300));
		assertThat(this.handedOver.last(this.listener, PARTITION)).isEqualTo(new RecordTimes(5, 100, 7, 300));
		this.polls.returned(Records.at(PARTITION, 8, 400));
		assertThat(this.handedOver.last(this.listener, PARTITION)).isEqualTo(new RecordTimes(8, 400, 8, 400));
	}

	@Test
	void whatWasRevokedIsForgotten() {
		this.polls.returned(Records.at(PARTITION, 5, 100));
		this.handedOver.revoked(this.listener, Set.of(PARTITION));
		assertThat(this.handedOver.last(this.listener, PARTITION)).isNull();
	}

}
