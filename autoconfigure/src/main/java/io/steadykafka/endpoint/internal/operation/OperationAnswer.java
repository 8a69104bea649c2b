package io.steadykafka.endpoint.internal.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an operation.
 *
 * @param done whether all of it was done
 */
public record OperationAnswer(boolean done, Map<String, @Nullable Object> document) {

	/**
	 * Copies the document.
	 */
	public OperationAnswer {
		document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
	}

}
