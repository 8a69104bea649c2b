package io.steadykafka.autoconfigure.internal;

import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.OffsetResets;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class SwitchedOffBeanFailureAnalyzerTests {

	private final SwitchedOffBeanFailureAnalyzer analyzer = new SwitchedOffBeanFailureAnalyzer(
			new MockEnvironment().withProperty("steady.kafka.operations.enabled", "false"));

	@Test
	void operationsHaveASwitchOfTheirOwn() {
		FailureAnalysis analysis = this.analyzer.analyze(new NoSuchBeanDefinitionException(OffsetResets.class));
		assertThat(analysis.getDescription()).contains("steady.kafka.operations.enabled=false");
	}

	@Test
	void operationsOnBlockedRecordsComeWithTheHandlingOfFailures() {
		assertThat(this.analyzer.analyze(new NoSuchBeanDefinitionException(BlockedRecords.class))).isNull();
	}

}
