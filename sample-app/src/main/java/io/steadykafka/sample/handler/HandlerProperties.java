package io.steadykafka.sample.handler;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How the switches stand at the start. They apply to the order processor alone, so that
 * the other groups show the contrast.
 *
 * @param delay how long handling a record takes on top
 * @param failEvery every how many records of a partition one fails, at each attempt; 0
 * for none
 */
@ConfigurationProperties("sample.handler")
record HandlerProperties(@DefaultValue("0ms") Duration delay, @DefaultValue("0") int failEvery) {

	Switches toSwitches() {
		try {
			return new Switches(this.delay, this.failEvery);
		}
		catch (InvalidSwitchException ex) {
			throw new InvalidConfigurationPropertyValueException("sample.handler." + ex.name(), ex.value(),
					"It must be " + ex.expected() + ".");
		}
	}

}
