package io.steadykafka.settings;

import java.util.List;

/**
 * Which value holds for every listener, and where it came from. Safe for use by several
 * threads.
 */
public interface StartupReport {

	/**
	 * The report of each listener that was prepared, in that order.
	 * @return the reports
	 */
	List<ListenerReport> listeners();

}
