package io.steadykafka.lint.internal;

import java.util.List;

/**
 * Settings of listeners fight each other, and the application is not to start with them.
 */
public final class FightingSettingsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	@SuppressWarnings("serial")
	private final List<Finding> findings;

	FightingSettingsException(List<Finding> findings) {
		super(String.join(System.lineSeparator(), findings.stream().map(Finding::describe).toList()));
		this.findings = List.copyOf(findings);
	}

	/**
	 * What is wrong.
	 * @return the findings, one or more
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
