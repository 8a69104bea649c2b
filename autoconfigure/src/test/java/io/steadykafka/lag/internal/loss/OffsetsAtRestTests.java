package io.steadykafka.lag.internal.loss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lag.internal.group.GroupPartition;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OffsetsAtRest}.
 */
class OffsetsAtRestTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final GroupPartition OF = new GroupPartition("group", PARTITION);

	private final OffsetsAtRest atRest = new OffsetsAtRest();

	@Test
	void whatWasCommittedAtRestIsToldOnce() {
		rest(20);
		assertThat(this.atRest.take(OF, 50)).hasValue(20);
		assertThat(this.atRest.take(OF, 50)).isEmpty();
	}

	@Test
	void whatIsCommittedWhileTheGroupIsLookedAtIsNoOffsetAtRest() {
		rest(20);
		// The group was looked at, then a member began and committed, and then the
		// offsets were read.
		rest(90);
		assertThat(this.atRest.take(OF, 50)).hasValue(20);
	}

	@Test
	void whatIsResetAtRestIsBelieved() {
		rest(20);
		rest(30);
		assertThat(this.atRest.take(OF, 50)).hasValue(30);
	}

	@Test
	void whatOthersWorkOnIsForgottenAtTheSecondLook() {
		rest(20);
		this.atRest.works("group", (partition) -> false);
		this.atRest.works("group", (partition) -> false);
		assertThat(this.atRest.take(OF, 50)).isEmpty();
	}

	@Test
	void aMemberThatWorksBeforeItsAssignmentIsKnownHereBeganAtWhatWasCommittedAtRest() {
		rest(20);
		this.atRest.works("group", (partition) -> false);
		this.atRest.works("group", (partition) -> true);
		assertThat(this.atRest.take(OF, 50)).hasValue(20);
	}

	@Test
	void whereAMemberBeganElsewhereItIsForgottenAtTheSecondLook() {
		rest(20);
		this.atRest.begun(OF);
		this.atRest.begun(OF);
		assertThat(this.atRest.take(OF, 50)).isEmpty();
	}

	@Test
	void otherPartitionsAndGroupsAreForgotten() {
		rest(20);
		this.atRest.retain("group", Set.of());
		assertThat(this.atRest.take(OF, 50)).isEmpty();
		rest(20);
		this.atRest.retain(List.of("another"));
		assertThat(this.atRest.take(OF, 50)).isEmpty();
	}

	private void rest(long committed) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		offsets.put(PARTITION, new OffsetAndMetadata(committed));
		offsets.put(new TopicPartition("orders", 1), null);
		this.atRest.put("group", offsets);
	}

}
