package io.steadykafka.sample.handler;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SwitchesController}.
 */
class SwitchesControllerTests {

	private final HandlerSwitches switches = new HandlerSwitches(new HandlerProperties(Duration.ZERO, 0));

	private final MockMvcTester mvc = MockMvcTester.of(new SwitchesController(this.switches));

	@Test
	void showsHowTheSwitchesStand() {
		this.switches.set("1500ms", "10");
		assertThat(this.mvc.get().uri("/switches")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"delay\": \"1500ms\", \"fail-every\": 10}");
	}

	@Test
	void throwsTheSwitches() {
		assertThat(this.mvc.post().uri("/switches?delay=500ms&fail-every=3")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"delay\": \"500ms\", \"fail-every\": 3}");
		assertThat(this.switches.get()).isEqualTo(new Switches(Duration.ofMillis(500), 3));
	}

	@Test
	void refusesAValueThatCannotBe() {
		assertThat(this.mvc.post().uri("/switches?delay=abc&fail-every=3")).hasStatus(400)
			.bodyText()
			.contains("'delay'", "'abc'", "from 0ms to 60s", "Nothing was changed");
		assertThat(this.switches.get()).isEqualTo(new Switches(Duration.ZERO, 0));
	}

	@Test
	void refusesAParameterThatItDoesNotKnow() {
		assertThat(this.mvc.post().uri("/switches?dealy=1s")).hasStatus(400)
			.bodyText()
			.contains("'dealy' is unknown", "delay and fail-every");
	}

}
