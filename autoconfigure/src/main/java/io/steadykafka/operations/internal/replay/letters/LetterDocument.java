package io.steadykafka.operations.internal.replay.letters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Describes dead letters as documents.
 */
public final class LetterDocument {

	private static final int LONGEST_TEXT = 500;

	private static final int LONGEST_VALUE = 2_000;

	private static final int LONGEST_STACK_TRACE = 8_000;

	private static final int STACK_TRACE_LINES = 10;

	private static final int MOST_HEADERS = 50;

	private static final String HIDDEN = "steady.kafka.operations.show-values is false";

	private final DeadLetterTopic topic;

	private final boolean showValues;

	public LetterDocument(DeadLetterTopic topic, boolean showValues) {
		this.topic = topic;
		this.showValues = showValues;
	}

	public Map<String, @Nullable Object> of(ConsumerRecord<byte[], byte[]> raw) {
		DeadLetter letter = new DeadLetter(raw);
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("topic", raw.topic());
		document.put("partition", raw.partition());
		document.put("offset", raw.offset());
		document.put("timestamp", time(raw.timestamp()));
		document.put("listener", this.topic.listener().id());
		document.put("group", letter.group());
		document.put("originalTopic", letter.originalTopic());
		document.put("originalPartition", letter.originalPartition());
		document.put("originalOffset", letter.originalOffset());
		document.put("originalTimestamp", time(letter.originalTimestamp()));
		document.put("exception", letter.exception());
		document.put("message", letter.message(LONGEST_TEXT));
		document.put("stackTrace", stackTrace(letter));
		document.put("key", (raw.key() != null) ? LetterText.of(raw.key(), LONGEST_TEXT) : null);
		headers(raw, document);
		value(raw, document);
		return document;
	}

	private static @Nullable String time(@Nullable Long millis) {
		return (millis != null && millis >= 0) ? Instant.ofEpochMilli(millis).toString() : null;
	}

	private static List<String> stackTrace(DeadLetter letter) {
		String text = letter.stackTrace(LONGEST_STACK_TRACE);
		return (text != null) ? text.lines()
			.limit(STACK_TRACE_LINES)
			.map((line) -> LetterText.text(line.strip(), LONGEST_TEXT))
			.toList() : List.of();
	}

	private static void headers(ConsumerRecord<byte[], byte[]> raw, Map<String, @Nullable Object> document) {
		List<Map<String, @Nullable Object>> headers = new ArrayList<>();
		int leftOut = 0;
		for (Header header : raw.headers()) {
			if (header.key().startsWith(DeadLetter.PREFIX)) {
				continue;
			}
			if (headers.size() < MOST_HEADERS) {
				Map<String, @Nullable Object> shown = new LinkedHashMap<>();
				shown.put("name", LetterText.text(header.key(), LONGEST_TEXT));
				shown.put("value", (header.value() != null) ? LetterText.of(header.value(), LONGEST_TEXT) : null);
				headers.add(shown);
			}
			else {
				leftOut++;
			}
		}
		document.put("headers", headers);
		document.put("headersLeftOut", leftOut);
	}

	private void value(ConsumerRecord<byte[], byte[]> raw, Map<String, @Nullable Object> document) {
		document.put("valueBytes", (raw.value() != null) ? raw.value().length : null);
		if (this.showValues) {
			document.put("value", (raw.value() != null) ? LetterText.of(raw.value(), LONGEST_VALUE) : null);
		}
		else {
			document.put("value", null);
			document.put("valueReason", HIDDEN);
		}
	}

}
