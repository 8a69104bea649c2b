package io.steadykafka.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TableTests {

	@Test
	void samplesShowTheirMedianAndHowFarTheyAreApart() {
		assertThat(new Samples(3_000, 1_000, 2_000).show(0)).isEqualTo("2,000 (1,000–3,000)");
		assertThat(new Samples(1, 2).show(1)).isEqualTo("1.5 (1.0–2.0)");
		assertThat(new Samples(7).show(0)).isEqualTo("7");
		assertThatIllegalArgumentException().isThrownBy(Samples::new);
	}

	@Test
	void tableSaysWhatWasMet() {
		Table table = new Table();
		table.add(List.of(Row.of("redo", "lost", "1", "0").aim("0", true),
				Row.of("speed", "records/s", "10", "9").actuator("8").comparison("0.90 ×").aim("≥ 0.97 ×", false)));
		table.add(List.of(Row.failed("slow", "no broker")));
		assertThat(table.markdown("here")).startsWith("here")
			.endsWith("| redo | lost | 1 | – | 0 | – | 0: met |",
					"| speed | records/s | 10 | 8 | 9 | 0.90 × | ≥ 0.97 ×: **not met** |",
					"| slow | FAILED: no broker | – | – | – | – | **not met** |");
	}

}
