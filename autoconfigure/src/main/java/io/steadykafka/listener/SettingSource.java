package io.steadykafka.listener;

import java.util.List;

/**
 * Tells of settings for the startup report. Beans of this type are asked for each
 * listener, before any of them prepares it.
 */
@FunctionalInterface
public interface SettingSource {

	/**
	 * The settings of a listener.
	 * @param listener a listener that was not prepared yet
	 * @return the values that will hold, and where they come from
	 */
	List<Setting> settings(ListenerContainer listener);

}
