package io.steadykafka.lag.internal.offsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LagLevels}.
 */
class LagLevelsTests {

	@ParameterizedTest
	@CsvSource({ "0,CAUGHT_UP", "1,NORMAL", "100,NORMAL", "101,BEHIND", "10000,BEHIND", "10001,BACKLOG" })
	void eachLevelGoesUpToItsBound(long lag, LagLevel level) {
		assertThat(new LagLevels(0, 100, 10_000).of(lag)).isEqualTo(level);
	}

}
