package io.steadykafka.operations.internal.allinstances.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.operations.internal.describe.entry.FindingEntry;
import io.steadykafka.operations.internal.describe.entry.HealthEntry;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Findings and health in reports.
 */
final class EntryFormat {

	private EntryFormat() {
	}

	static Map<String, @Nullable Object> of(FindingEntry finding) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("by", finding.source());
		document.put("l", finding.listener());
		document.put("n", finding.name());
		document.put("s", finding.severity());
		document.put("r", PlainText.message(finding.reason()));
		document.put("do", PlainText.message(finding.remedy()));
		if (finding.since() != null) {
			document.put("t", finding.since().toEpochMilli());
		}
		return document;
	}

	static Optional<FindingEntry> finding(@Nullable Object document) {
		ForeignFields fields = ForeignFields.of(document);
		FindingEntry finding = new FindingEntry(fields.text("by"), fields.text("l"), fields.text("n"), fields.text("s"),
				fields.text("r"), fields.text("do"), fields.time("t").orElse(null));
		return (finding.source().isEmpty() || finding.name().isEmpty()) ? Optional.empty() : Optional.of(finding);
	}

	static Map<String, @Nullable Object> of(HealthEntry entry) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("i", entry.indicator());
		put(document, "l", entry.listener());
		put(document, "s", entry.status());
		put(document, "t", entry.since());
		put(document, "r", entry.reason());
		put(document, "do", entry.remedy());
		put(document, "w", entry.waits());
		return document;
	}

	private static void put(Map<String, @Nullable Object> document, String name, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			document.put(name, PlainText.message(text));
		}
	}

	static Optional<HealthEntry> health(@Nullable Object document) {
		ForeignFields fields = ForeignFields.of(document);
		HealthEntry entry = new HealthEntry(fields.text("i"), fields.text("l"), fields.textOrNull("s"),
				fields.textOrNull("t"), fields.text("r"), fields.text("do"), fields.text("w"));
		return (entry.indicator().isEmpty()) ? Optional.empty() : Optional.of(entry);
	}

}
