package io.steadykafka.lint.internal;

import java.util.Optional;

/**
 * Knows one way in which settings fight each other.
 */
interface LintRule {

	/**
	 * The name by which its findings can be allowed.
	 * @return the name, the same for ever
	 */
	String name();

	/**
	 * Look at a listener.
	 * @param listener the listener, and the others of the application
	 * @return what is wrong, empty if nothing is
	 */
	Optional<Finding> check(InspectedListener listener);

}
