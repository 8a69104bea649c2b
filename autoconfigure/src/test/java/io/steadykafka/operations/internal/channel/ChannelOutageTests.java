package io.steadykafka.operations.internal.channel;

import java.time.Duration;

import io.steadykafka.testing.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChannelOutage}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChannelOutageTests {

	private final MutableClock clock = new MutableClock();

	private final ChannelOutage outage = new ChannelOutage("ops", Duration.ofSeconds(15), this.clock);

	@Test
	void anOutageIsToldOnceAndSoIsItsEnd(CapturedOutput output) {
		this.outage.ended();
		assertThat(this.outage.problem()).isNull();
		this.clock.advance(Duration.ofSeconds(15));
		this.outage.failed("topic 'ops' can't be written");
		this.outage.check();
		assertThat(this.outage.problem()).isNull();
		assertThat(output.getAll()).doesNotContain("can't be written");

		this.clock.advance(Duration.ofSeconds(1));
		this.outage.check();
		this.outage.check();
		assertThat(this.outage.problem()).isEqualTo("topic 'ops' can't be written");
		assertThat(output.getAll()).containsOnlyOnce("this instance only: topic 'ops' can't be written");

		this.outage.ended();
		this.outage.ended();
		assertThat(this.outage.problem()).isNull();
		assertThat(output.getAll()).containsOnlyOnce("'ops' again");
	}

	@Test
	void aFailureInBetweenIsNotTold(CapturedOutput output) {
		this.outage.ended();
		this.clock.advance(Duration.ofSeconds(10));
		this.outage.failed("a blip");
		this.outage.ended();
		this.clock.advance(Duration.ofSeconds(10));
		this.outage.check();
		assertThat(output.getAll()).doesNotContain("blip");
	}

	@Test
	void whatSomebodyHasToFixIsToldAtOnceAndOnce(CapturedOutput output) {
		this.outage.refused("create it");
		this.outage.refused("create it");
		this.clock.advance(Duration.ofMinutes(1));
		this.outage.check();
		assertThat(output.getAll()).containsOnlyOnce("this instance only: create it");
		assertThat(this.outage.problem()).isEqualTo("create it");
	}

	@Test
	void anInstanceIsAloneUntilItsFirstReportComesBack() {
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.outage.problem()).contains("no report has come back", "2 s");
	}

}
