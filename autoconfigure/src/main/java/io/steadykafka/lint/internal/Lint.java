package io.steadykafka.lint.internal;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;

/**
 * Looks at the settings of each listener before it starts, and says which of them fight
 * each other: once each, at WARN, with what to do. Safe for use by several threads.
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
	 * @param knowledge what settings don't tell
	 */
	static Lint create(Options options, ListenerContainers containers, Knowledge knowledge) {
		return new ListenerLint(options, containers, knowledge);
	}

	/**
	 * What settings don't tell of a listener.
	 */
	interface Knowledge {

		/**
		 * How many partitions the topics have that a listener names.
		 * @return the number, empty if it is not known
		 */
		OptionalInt partitions(ListenerContainer listener);

		/**
		 * Whether a listener is handed over no more at a time than it finishes soon.
		 * @return {@code false} if it gets all records of a poll
		 */
		boolean isHandedOverInPortions(ListenerContainer listener);

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
