package io.steadykafka.sample.traffic;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The records that the sample produces.
 *
 * @param enabled whether this instance produces any
 * @param recordsPerSecond how many a second, on each topic
 */
@ConfigurationProperties("sample.traffic")
record TrafficProperties(@DefaultValue("true") boolean enabled, @DefaultValue("20") int recordsPerSecond) {

	private static final int MAX = 10_000;

	/**
	 * Returns the rate. Not checked in the constructor: the message would be lost among
	 * those of the binding.
	 * @return a rate that can be
	 */
	int validRate() {
		if (this.recordsPerSecond < 1 || this.recordsPerSecond > MAX) {
			throw new InvalidConfigurationPropertyValueException("sample.traffic.records-per-second",
					this.recordsPerSecond,
					"It must be from 1 to " + MAX + ". For none at all set sample.traffic.enabled=false.");
		}
		return this.recordsPerSecond;
	}

}
