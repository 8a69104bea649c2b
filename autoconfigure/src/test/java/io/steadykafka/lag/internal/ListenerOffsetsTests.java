package io.steadykafka.lag.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OffsetSample;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ListenerOffsets}.
 */
class ListenerOffsetsTests {

	private static final Instant NOW = Instant.EPOCH;

	private final ListenerContainer listener = Listeners.subscribed("orders", "group");

	private final LagMonitor lag = mock(LagMonitor.class);

	@Test
	void aGroupIsOneOfACluster() {
		given(this.lag.groups())
			.willReturn(List.of(group("elsewhere:1", NOW.plusSeconds(5), ""), group(this.listener.servers(), NOW, "")));
		assertThat(offsets()).get().returns(NOW, OffsetSample::at);
		given(this.lag.groups()).willReturn(List.of(group("elsewhere:1", NOW, "")));
		assertThat(offsets()).isEmpty();
	}

	@Test
	void aSampleThatFailedOrHasNotBeenTakenIsNone() {
		given(this.lag.groups()).willReturn(List.of(group(this.listener.servers(), NOW, "no answer")));
		assertThat(offsets()).isEmpty();
		given(this.lag.groups()).willReturn(List.of(group(this.listener.servers(), null, "")));
		assertThat(offsets()).isEmpty();
	}

	private Optional<OffsetSample> offsets() {
		return new ListenerOffsets(this.lag::groups, mock(OwnedPartitions.class)).last(this.listener);
	}

	private static GroupLag group(String cluster, Instant at, String failure) {
		return new GroupLag("group", cluster, false, at, Map.of(), Set.of(), failure);
	}

}
