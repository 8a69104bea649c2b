package io.steadykafka.lint.internal;

/**
 * Settings of a listener that fight each other. Immutable.
 *
 * @param name the name by which such findings can be allowed, for example
 * {@code auto-commit}
 * @param severity how bad it is
 * @param problem which settings they are, with their values, and what they do
 * @param remedy what to set instead
 */
public record Finding(String name, String listener, Severity severity, String problem, String remedy) {

	/**
	 * The finding in one line.
	 */
	public String describe() {
		return "Listener '" + this.listener + "': " + this.problem + ". " + this.remedy + " (" + this.name + ")";
	}

}
