package io.steadykafka.autoconfigure.internal;

import java.util.stream.Collectors;

import io.steadykafka.lint.internal.FightingSettingsException;
import io.steadykafka.lint.internal.Finding;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which settings of which listener the application can't start with.
 */
final class FightingSettingsFailureAnalyzer extends AbstractFailureAnalyzer<FightingSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FightingSettingsException cause) {
		String problems = cause.findings()
			.stream()
			.map((finding) -> "Listener '" + finding.listener() + "': " + finding.problem() + ".")
			.collect(Collectors.joining(System.lineSeparator()));
		String remedies = cause.findings()
			.stream()
			.map((finding) -> "Listener '" + finding.listener() + "': " + finding.remedy() + ".")
			.distinct()
			.collect(Collectors.joining(System.lineSeparator()));
		String names = cause.findings().stream().map(Finding::name).distinct().collect(Collectors.joining(", "));
		return new FailureAnalysis(problems, remedies + System.lineSeparator()
				+ "To accept what is found, name it in steady.kafka.lint.allowed: " + names + ".", cause);
	}

}
