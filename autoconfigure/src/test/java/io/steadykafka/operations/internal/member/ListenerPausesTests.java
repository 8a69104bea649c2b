package io.steadykafka.operations.internal.member;

import java.util.List;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerPauses}.
 */
class ListenerPausesTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	private static final TopicPartition OTHER = new TopicPartition("payments", 0);

	private final MutableClock clock = new MutableClock();

	private final ListenerPauses pauses = new ListenerPauses(this.clock);

	private final ListenerContainer listener = Listeners.subscribed("orders", "group");

	@Test
	void aScopeCoversWhatItNames() {
		this.pauses.pause(this.listener, new PauseScope("orders", 1), "alice");
		assertThat(among()).containsExactly(SECOND);
		this.pauses.pause(this.listener, new PauseScope("orders", null), "alice");
		assertThat(among()).containsExactlyInAnyOrder(FIRST, SECOND);
		this.pauses.pause(this.listener, PauseScope.ALL, "alice");
		assertThat(among()).hasSize(3);
		assertThat(this.pauses.among(Listeners.subscribed("other", "group"), Set.of(FIRST))).isEmpty();
	}

	@Test
	void theFirstPauseOfAScopeIsKept() {
		assertThat(this.pauses.pause(this.listener, PauseScope.ALL, "alice")).isTrue();
		assertThat(this.pauses.pause(this.listener, PauseScope.ALL, "bob")).isFalse();
		assertThat(this.pauses.of(this.listener, FIRST)).get()
			.hasToString("all partitions paused by alice, since 2026-01-01T00:00:00Z");
	}

	@Test
	void aResumeEndsWhatIsWithinIt() {
		this.pauses.pause(this.listener, new PauseScope("orders", 1), "alice");
		this.pauses.pause(this.listener, new PauseScope("payments", null), "alice");
		assertThat(this.pauses.resume(this.listener, new PauseScope("orders", null), "bob")).hasSize(1);
		assertThat(among()).containsExactly(OTHER);
		assertThat(this.pauses.resume(this.listener, PauseScope.ALL, "bob")).hasSize(1);
		assertThat(this.pauses.isPaused(this.listener)).isFalse();
	}

	@Test
	void aListenerThatIsGoneIsForgotten() {
		this.pauses.pause(this.listener, PauseScope.ALL, "alice");
		this.pauses.forget(this.listener);
		assertThat(this.pauses.of(this.listener)).isEqualTo(List.of());
	}

	private Set<TopicPartition> among() {
		return this.pauses.among(this.listener, Set.of(FIRST, SECOND, OTHER));
	}

}
