package io.steadykafka.benchmarks.journal;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValuesTests {

	@Test
	void recordMayKeepItsHandlerBusy() {
		assertThat(Values.busy(Values.busyFor(Duration.ofSeconds(10)))).contains(Duration.ofSeconds(10));
		assertThat(Values.busy("0123456789")).isEmpty();
		assertThat(Values.busy("fails")).isEmpty();
	}

}
