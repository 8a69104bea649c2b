package io.steadykafka.operations.internal.log;

import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import io.steadykafka.operations.internal.text.PlainText;

/**
 * An operation that ended. All texts are fit for logs.
 *
 * @param target what it was done to, empty if that was not found out
 * @param problem why it was not done, empty if it was
 */
public record OperationEntry(String id, OperationCall call, OperationOutcome outcome, String target, Change change,
		String problem) {

	private static final int LONGEST = 1_000;

	/**
	 * Makes the texts fit for logs.
	 */
	public OperationEntry {
		target = PlainText.of(target, LONGEST);
		change = new Change(PlainText.of(change.before(), LONGEST), PlainText.of(change.after(), LONGEST));
		problem = PlainText.of(problem, LONGEST);
	}

	static OperationEntry ended(String id, OperationCall call, OperationResult result) {
		return new OperationEntry(id, call, (result.done()) ? OperationOutcome.DONE : OperationOutcome.FAILED,
				result.target(), result.change(), "");
	}

	static OperationEntry notDone(String id, OperationCall call, OperationOutcome outcome, RuntimeException exception) {
		return new OperationEntry(id, call, outcome, "", Change.NONE,
				(outcome == OperationOutcome.REFUSED || exception instanceof PartlyDoneException)
						? String.valueOf(exception.getMessage()) : exception.toString());
	}

	/**
	 * The line of the log.
	 */
	@Override
	public String toString() {
		return "Operation " + this.id + ": " + this.call.operation()
				+ (this.target.isEmpty() ? "" : " of " + this.target) + " in group '" + this.call.group()
				+ "', asked for by '" + this.call.by() + "', " + this.outcome + ending();
	}

	private String ending() {
		if (!this.problem.isEmpty()) {
			return ((this.outcome == OperationOutcome.REFUSED) ? ", nothing changed: " : ": ") + this.problem;
		}
		return this.change.isNone() ? "" : ". Before: " + this.change.before() + ". After: " + this.change.after();
	}

}
