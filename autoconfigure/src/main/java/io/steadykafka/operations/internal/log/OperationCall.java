package io.steadykafka.operations.internal.log;

import io.steadykafka.operations.internal.text.PlainText;

/**
 * Who asks for which operation.
 *
 * @param by the principal, "unknown" if there is none
 */
public record OperationCall(Operation operation, String group, String by) {

	private static final int LONGEST = 200;

	/**
	 * Makes the texts fit for logs.
	 */
	public OperationCall {
		group = PlainText.of(group, LONGEST);
		by = PlainText.of(by, LONGEST);
	}

}
