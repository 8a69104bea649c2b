package io.steadykafka.operations.internal.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an operation did.
 *
 * @param id the id by which it can be referred to, {@code null} if any will do
 * @param done whether all of it was done
 * @param target what it was done to
 * @param change what it changed
 * @param document what there is to say of it: maps, lists, texts, numbers and booleans
 */
public record OperationResult(@Nullable String id, boolean done, String target, Change change,
		Map<String, @Nullable Object> document) {

	/**
	 * Copies the document.
	 */
	public OperationResult {
		document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
	}

	/**
	 * What an operation changed, for people.
	 */
	public record Change(String before, String after) {

		/**
		 * Nothing.
		 */
		public static final Change NONE = new Change("", "");

		boolean isNone() {
			return equals(NONE);
		}

	}

}
