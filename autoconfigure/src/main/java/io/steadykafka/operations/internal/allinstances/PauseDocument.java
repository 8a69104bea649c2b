package io.steadykafka.operations.internal.allinstances;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.operations.internal.member.PauseScope;
import org.jspecify.annotations.Nullable;

/**
 * Changes of pauses in messages between instances. What is no change is left out.
 */
final class PauseDocument {

	/**
	 * The field that has them.
	 */
	static final String FIELD = "pauseChanges";

	private static final Pattern TOPIC = Pattern.compile("[\\w.-]{1,249}");

	/**
	 * There has to be a higher one.
	 */
	private static final long HIGHEST = Long.MAX_VALUE / 2;

	private static final int MOST = 1_000;

	private PauseDocument() {
	}

	static List<Map<String, @Nullable Object>> of(List<PauseChange> changes) {
		return changes.stream().map(PauseDocument::of).toList();
	}

	private static Map<String, @Nullable Object> of(PauseChange change) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("topic", change.scope().topic());
		document.put("partition", change.scope().partition());
		document.put("paused", change.paused());
		document.put("by", change.by());
		document.put("since", change.since().toString());
		document.put("version", change.version());
		return document;
	}

	static List<PauseChange> read(@Nullable Object document) {
		return (document instanceof List<?> changes)
				? changes.stream().limit(MOST).map(PauseDocument::change).flatMap(Optional::stream).toList()
				: List.of();
	}

	/**
	 * Reads changes of which none may be left out.
	 * @throws IllegalArgumentException if there is none, or one would be left out
	 */
	static List<PauseChange> readAll(@Nullable Object document) {
		List<PauseChange> read = read(document);
		if (read.isEmpty() || !(document instanceof List<?> changes) || read.size() < changes.size()) {
			throw new IllegalArgumentException("'" + FIELD + "' is missing or can't be read: this instance may have "
					+ "another version of the starter. Ask each instance for it");
		}
		return read;
	}

	private static Optional<PauseChange> change(@Nullable Object document) {
		if (document instanceof Map<?, ?> fields && fields.get("paused") instanceof Boolean paused
				&& fields.get("by") instanceof String by && fields.get("version") instanceof Long version && version > 0
				&& version < HIGHEST) {
			try {
				return Optional.of(new PauseChange(scope(fields.get("topic"), fields.get("partition")), paused, by,
						Instant.parse(String.valueOf(fields.get("since"))), version));
			}
			catch (IllegalArgumentException | DateTimeException ex) {
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

	private static PauseScope scope(@Nullable Object topic, @Nullable Object partition) {
		if (topic != null && !TOPIC.matcher(topic.toString()).matches()) {
			throw new IllegalArgumentException("no topic");
		}
		Integer number = (partition != null) ? Integer.valueOf(partition.toString()) : null;
		if (number != null && number < 0) {
			throw new IllegalArgumentException("no partition");
		}
		return new PauseScope((topic != null) ? topic.toString() : null, number);
	}

}
