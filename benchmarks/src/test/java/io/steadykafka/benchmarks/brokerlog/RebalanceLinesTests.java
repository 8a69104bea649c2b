package io.steadykafka.benchmarks.brokerlog;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RebalanceLinesTests {

	private static final String BEGIN = "2026-11-21 20:00:00.001 INFO io.steadykafka.rebalance.internal.RebalanceLog : ";

	@Test
	void generationsAndEpochsAreFound() {
		assertThat(RebalanceLines.parse("a",
				Stream.of(BEGIN + "Listener 'x', generation 5: members came or went",
						BEGIN + "Listener 'x' was rebalanced (generations 6 to 7)", BEGIN + "Listener 'x', epoch 12")))
			.extracting(ReportedGeneration::generation)
			.containsExactly(5, 6, 7, 12);
	}

	@Test
	void otherLinesAreNotAboutRebalances() {
		assertThat(RebalanceLines.parse("a",
				Stream.of(BEGIN + "Nothing to say",
						BEGIN.replace("io.steadykafka", "org.apache.kafka") + "generation 5", "generation 6",
						BEGIN.replace("INFO", "WARN") + "generation 7")))
			.isEmpty();
	}

}
