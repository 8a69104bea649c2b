package io.steadykafka.operations.internal.describe.entry;

import java.time.Instant;
import java.util.Locale;

import io.steadykafka.lint.internal.Finding;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a listener.
 *
 * @param source who found it
 * @param since {@code null} for what is checked once
 */
public record FindingEntry(String source, String listener, String name, String severity, String reason, String remedy,
		@Nullable Instant since) {

	public static FindingEntry of(String listener, WatchFinding finding) {
		return new FindingEntry("watchdog", listener, words(finding.state()), words(finding.severity()),
				finding.reason(), finding.remedy(), finding.since());
	}

	public static FindingEntry of(Finding finding) {
		return new FindingEntry("lint", finding.listener(), finding.name(), words(finding.severity()),
				finding.problem(), finding.remedy(), null);
	}

	private static String words(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
