package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.steadykafka.operations.internal.channel.Message.Report;
import io.steadykafka.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceReports}.
 */
class InstanceReportsTests {

	private final MutableClock clock = new MutableClock();

	private final InstanceReports reports = new InstanceReports(Duration.ofSeconds(15), this.clock);

	@Test
	void theLastReportOfAnInstanceIsKept() {
		assertThat(receive("a", 1)).isTrue();
		this.clock.advance(Duration.ofSeconds(5));
		Instant now = this.clock.instant();
		assertThat(receive("a", 2)).isTrue();
		assertThat(receive("b", 3)).isTrue();
		assertThat(this.reports.all()).containsOnlyKeys("a", "b")
			.containsEntry("a", new RemoteReport("a", "host of a", Map.of("number", 2), now, false));
	}

	@Test
	void anInstanceThatIsSilentForThreeIntervalsIsStale() {
		receive("a", 1);
		this.clock.advance(Duration.ofSeconds(15));
		assertThat(this.reports.all().get("a").stale()).isFalse();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.reports.all().get("a").stale()).isTrue();
		receive("a", 2);
		assertThat(this.reports.all().get("a").stale()).isFalse();
	}

	@Test
	void anInstanceThatIsSilentForTenMinutesIsForgotten() {
		receive("a", 1);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.reports.all()).hasSize(1);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.reports.all()).isEmpty();
	}

	@Test
	void anInstanceThatSaysGoodbyeGoes() {
		receive("a", 1);
		receive("b", 1);
		this.reports.goodbye("a");
		this.reports.goodbye("never seen");
		assertThat(this.reports.all()).containsOnlyKeys("b");
	}

	@Test
	void atMostAThousandInstancesAreKept() {
		for (int i = 0; i < 1_000; i++) {
			assertThat(receive("a" + i, i)).isTrue();
		}
		assertThat(receive("one more", 1)).isFalse();
		assertThat(receive("a7", 2)).isTrue();
		this.reports.goodbye("a8");
		assertThat(receive("one more", 1)).isTrue();
		assertThat(this.reports.all()).hasSize(1_000);
	}

	@Test
	void atMost32MegabytesAreKept() {
		int half = 16 * 1024 * 1024;
		assertThat(this.reports.received(report("a", 1), half, this.clock.instant())).isTrue();
		assertThat(this.reports.received(report("b", 1), half, this.clock.instant())).isTrue();
		assertThat(this.reports.received(report("b", 2), half, this.clock.instant())).isTrue();
		assertThat(receive("c", 1)).isFalse();
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(this.reports.received(report("c", 1), half, this.clock.instant())).isTrue();
		assertThat(this.reports.received(report("d", 1), half, this.clock.instant())).isTrue();
	}

	private boolean receive(String id, int number) {
		return this.reports.received(report(id, number), 100, this.clock.instant());
	}

	private static Report report(String id, int number) {
		return new Report(new InstanceIdentity(id, "host of " + id), Map.of("number", number));
	}

}
