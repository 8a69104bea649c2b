package io.steadykafka.endpoint.internal.arguments;

import java.util.List;

/**
 * An argument is wrong.
 */
public final class InvalidArgumentException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String argument;

	@SuppressWarnings("serial")
	private final List<String> allowed;

	/**
	 * Create the exception.
	 * @param problem what is wrong with the argument, to be read after its name
	 * @param allowed what is allowed instead
	 */
	public InvalidArgumentException(String argument, String problem, List<String> allowed) {
		super("Argument '" + argument + "' " + problem);
		this.argument = argument;
		this.allowed = List.copyOf(allowed);
	}

	public String argument() {
		return this.argument;
	}

	public List<String> allowed() {
		return this.allowed;
	}

}
