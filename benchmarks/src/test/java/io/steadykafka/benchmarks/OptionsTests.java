package io.steadykafka.benchmarks;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void nothingAskedForIsEverything() {
		Options options = Options.parse();
		assertThat(options.scenarios()).isEmpty();
		assertThat(options.records()).isEqualTo(1_000_000);
		assertThat(options.runs()).isEqualTo(5);
	}

	@Test
	void settingsGoBeforeWhatQuickSets() {
		Options options = Options.parse("redo", "--kills=3", "--limit=2m", "--quick");
		assertThat(options.scenarios()).containsExactly("redo");
		assertThat(options.kills()).isEqualTo(3);
		assertThat(options.limit()).isEqualTo(Duration.ofMinutes(2));
		assertThat(options.runs()).isOne();
	}

	@Test
	void churnLastsAnHourUnlessToldOtherwise() {
		assertThat(Options.parse().minutes()).isEqualTo(60);
		assertThat(Options.parse("--minutes=5", "--protocol=consumer", "--seed=3"))
			.extracting(Options::minutes, Options::protocol, Options::seed)
			.containsExactly(5, "consumer", 3);
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--protocol=new"))
			.withMessageContaining("--protocol=new");
	}

	@Test
	void whatIsUnknownIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--speed=1"))
			.withMessageContaining("--speed=1");
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--runs")).withMessageContaining("--runs");
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--runs=0"))
			.withMessageContaining("1 or more");
	}

}
