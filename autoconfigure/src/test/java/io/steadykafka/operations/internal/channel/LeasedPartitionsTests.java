package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LeasedPartitions}.
 */
class LeasedPartitionsTests {

	private static final String GROUP = FakePartitions.GROUP;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final TopicPartition FIRST = FakePartitions.partition(0);

	private static final TopicPartition SECOND = FakePartitions.partition(1);

	private final FakePartitions local = new FakePartitions(0, 1);

	private final AtomicLong nanos = new AtomicLong();

	private final LeasedPartitions leased = new LeasedPartitions(this.local, this.nanos::get);

	@AfterEach
	void close() {
		this.leased.close();
	}

	@Test
	void whatIsHeldIsMovedAndReleasedOnce() {
		assertThat(hold("o")).isEmpty();
		assertThat(move("o")).isEmpty();
		this.leased.release("o", GROUP);
		this.leased.release("o", GROUP);
		assertThat(this.local.calls).containsExactly("hold o [0, 1]", "move o {0=5}", "release o");
	}

	@Test
	void aMoveAfterTheReleaseIsRefused() {
		hold("o");
		this.leased.release("o", GROUP);
		assertThat(move("o")).containsOnlyKeys(FIRST);
		assertThat(this.local.calls).doesNotContain("move o {0=5}");
	}

	@Test
	void aMoveThatALaterOneOvertookIsRefused() {
		hold("o");
		assertThat(this.leased.move("o", GROUP, Map.of(FIRST, 9L), TIMEOUT, 3)).isEmpty();
		assertThat(this.leased.move("o", GROUP, Map.of(FIRST, 5L), TIMEOUT, 2)).containsOnlyKeys(FIRST);
		assertThat(this.local.calls).endsWith("move o {0=9}");
	}

	@Test
	void aHoldAfterTheReleaseIsRefused() {
		this.leased.release("o", GROUP);
		assertThat(hold("o")).containsOnlyKeys(FIRST, SECOND);
		assertThat(this.local.calls).containsExactly("release o");
	}

	@Test
	void whatCouldNotBeHeldIsNotMoved() {
		this.local.problems.put(FIRST, "hangs");
		assertThat(hold("o")).containsExactly(Map.entry(FIRST, "hangs"));
		this.local.problems.clear();
		assertThat(this.leased.move("o", GROUP, Map.of(FIRST, 5L, SECOND, 6L), TIMEOUT)).containsOnlyKeys(FIRST);
		assertThat(this.local.calls).endsWith("move o {1=6}");
	}

	@Test
	void whatNobodyReleasesIsReleasedAfterTheTimeoutAndHalfAMinute() {
		hold("o");
		advance(TIMEOUT.plus(LeasedPartitions.SPARE).minusNanos(1));
		assertThat(this.local.calls).hasSize(1);
		advance(Duration.ofNanos(1));
		assertThat(this.local.calls).endsWith("release o");
		assertThat(move("o")).isNotEmpty();
		advance(Duration.ofMinutes(20));
		assertThat(this.local.calls).hasSize(2);
	}

	@Test
	void aMoveExtendsTheTime() {
		hold("o");
		advance(Duration.ofSeconds(39));
		move("o");
		advance(Duration.ofSeconds(39));
		assertThat(this.local.calls).doesNotContain("release o");
		advance(Duration.ofSeconds(1));
		assertThat(this.local.calls).contains("release o");
	}

	@Test
	void itIsReleasedByItself() {
		hold("o");
		this.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
		Awaitility.await().untilAsserted(() -> assertThat(this.local.calls).endsWith("release o"));
	}

	@Test
	void theEndOfTheApplicationReleasesEverything() {
		hold("o");
		hold("p");
		this.leased.close();
		assertThat(this.local.calls).contains("release o", "release p");
	}

	@Test
	void atMostAThousandOperationsAreRemembered() {
		for (int i = 0; i < 1_000; i++) {
			this.leased.release("o" + i, GROUP);
		}
		this.leased.release("one more", GROUP);
		assertThatIllegalStateException().isThrownBy(() -> hold("one more"));
		advance(Duration.ofMinutes(10));
		assertThat(hold("one more")).isEmpty();
	}

	private Map<TopicPartition, String> hold(String operation) {
		return this.leased.hold(operation, GROUP, Set.of(FIRST, SECOND), TIMEOUT);
	}

	private Map<TopicPartition, String> move(String operation) {
		return this.leased.move(operation, GROUP, Map.of(FIRST, 5L), TIMEOUT);
	}

	private void advance(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
		this.leased.releaseExpired();
	}

}
