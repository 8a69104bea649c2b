package io.steadykafka.listener.internal;

import java.util.List;

import io.steadykafka.listener.Setting;

/**
 * Contributes settings to the startup report. Beans of this type are asked for each
 * listener once its Kafka properties are set, before anything else is prepared.
 */
@FunctionalInterface
public interface SettingSource {

	List<Setting> settings(ListenerContainer listener);

}
