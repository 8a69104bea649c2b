package io.steadykafka.operations.internal.describe.field;

/**
 * A field of a document.
 */
public interface Field {

	/**
	 * What follows the name of a field in the name of the one that says why the first is
	 * {@code null}.
	 */
	String UNKNOWN = "Unknown";

	FieldText text();

}
