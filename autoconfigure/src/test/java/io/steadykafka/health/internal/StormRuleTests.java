package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StormRule}.
 */
class StormRuleTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final StormRule rule = new StormRule(2, Duration.ofSeconds(10), Duration.ofMinutes(5));

	@Test
	void theThresholdItselfIsNoStorm() {
		assertThat(this.rule.isStorm(minutes(0, 1), at(30))).isFalse();
		assertThat(this.rule.isStorm(List.of(), at(30))).isFalse();
	}

	@Test
	void aStormIsSaidAfterTheGrace() {
		List<Instant> past = minutes(0, 1, 2);
		assertThat(this.rule.isStorm(past, at(2).plusSeconds(9))).isFalse();
		assertThat(this.rule.isStorm(past, at(2).plusSeconds(10))).isTrue();
	}

	@Test
	void aStormIsOverAfterTheRecoveryDelay() {
		List<Instant> past = minutes(0, 1, 2);
		assertThat(this.rule.isStorm(past, at(59))).isTrue();
		// From minute 60 on there are two an hour.
		assertThat(this.rule.isStorm(past, at(64).plusSeconds(59))).isTrue();
		assertThat(this.rule.isStorm(past, at(65))).isFalse();
		assertThat(StormRule.inWindow(past, at(61))).isOne();
	}

	@Test
	void whatFlapsAroundTheThresholdGivesOneAnswer() {
		// One each 20 minutes, a little early or late: now two an hour, now three.
		List<Instant> past = IntStream.range(0, 30)
			.mapToObj((i) -> START.plus(Duration.ofMinutes(20L * i)).plusSeconds((i % 2 == 0) ? 0 : 30))
			.toList();
		long changes = IntStream.range(60 * 60, 590 * 60)
			.filter((second) -> this.rule.isStorm(past, START.plusSeconds(second)) != this.rule.isStorm(past,
					START.plusSeconds(second + 1)))
			.count();
		assertThat(changes).isZero();
		assertThat(this.rule.isStorm(past, at(300))).isTrue();
	}

	@Test
	void sinceWhenThereAreTooManyIsKnown() {
		assertThat(this.rule.weather(minutes(0, 1), at(30)).since()).isNull();
		assertThat(this.rule.weather(minutes(0, 1, 2), at(30)).since()).isEqualTo(at(2));
		assertThat(this.rule.weather(minutes(0, 1, 2), at(70)).since()).isEqualTo(at(60));
	}

	@Test
	void withoutGraceAndRecoveryDelayItIsTheCount() {
		StormRule plain = new StormRule(0, Duration.ZERO, Duration.ZERO);
		assertThat(plain.isStorm(minutes(0), at(0))).isTrue();
		assertThat(plain.isStorm(minutes(0), at(60).minusMillis(1))).isTrue();
		assertThat(plain.isStorm(minutes(0), at(60))).isFalse();
	}

	private static List<Instant> minutes(int... minutes) {
		return IntStream.of(minutes).mapToObj(StormRuleTests::at).toList();
	}

	private static Instant at(int minute) {
		return START.plus(Duration.ofMinutes(minute));
	}

}
