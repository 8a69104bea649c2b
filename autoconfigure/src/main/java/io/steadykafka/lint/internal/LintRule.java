package io.steadykafka.lint.internal;

import java.util.Optional;

/**
 * One way in which settings contradict each other.
 */
interface LintRule {

	/**
	 * The name by which users allow its findings. It must never change.
	 */
	String name();

	/**
	 * Check a listener.
	 * @return what is wrong, empty if nothing is
	 */
	Optional<Finding> check(InspectedListener listener);

}
