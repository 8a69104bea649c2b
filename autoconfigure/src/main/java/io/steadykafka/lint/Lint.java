package io.steadykafka.lint;

import java.util.List;
import java.util.Set;

import io.steadykafka.listener.ContainerPreparer;
import io.steadykafka.listener.ListenerContainers;

/**
 * Looks at the settings of each listener before it starts, asks no broker, and says which
 * of them fight each other: once each, at WARN, with what to do. Safe for use by several
 * threads.
 */
public interface Lint extends ContainerPreparer {

	/**
	 * What was found so far and is not allowed.
	 * @return the findings, in the order of the listeners
	 */
	List<Finding> findings();

	/**
	 * Refuse what can't work, and all else where that is asked for. Listeners that are
	 * registered later are only warned of.
	 * @throws FightingSettingsException if there is something to refuse
	 */
	void refuse();

	/**
	 * Create a lint that has seen no listener.
	 * @param options what to do with findings
	 * @param containers all listeners, to compare with
	 * @return the lint
	 */
	static Lint create(Options options, ListenerContainers containers) {
		return new ListenerLint(options, containers);
	}

	/**
	 * What to do with findings.
	 *
	 * @param mode whether to look for any, and which ones to refuse
	 * @param allowed names of findings that are known and accepted
	 */
	record Options(Mode mode, Set<String> allowed) {

		public Options {
			allowed = Set.copyOf(allowed);
		}

	}

	/**
	 * What is refused.
	 */
	enum Mode {

		/**
		 * What can't work, and nothing else.
		 */
		WARN,

		/**
		 * Every finding.
		 */
		FAIL,

		/**
		 * Nothing, and nothing is looked for.
		 */
		OFF

	}

}
