package io.steadykafka.listener.internal;

import java.util.List;

import io.steadykafka.listener.Setting;

/**
 * Tells of settings for the startup report. Beans of this type are asked for each
 * listener, once its Kafka keys are set and before anything else of it is prepared.
 */
@FunctionalInterface
public interface SettingSource {

	/**
	 * The settings of a listener.
	 * @param listener a listener whose Kafka keys are set
	 * @return the values that will hold, and where they come from
	 */
	List<Setting> settings(ListenerContainer listener);

}
