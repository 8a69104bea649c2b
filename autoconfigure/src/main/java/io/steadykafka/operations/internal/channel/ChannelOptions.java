package io.steadykafka.operations.internal.channel;

import java.time.Duration;

/**
 * How instances know of each other.
 *
 * @param topic the topic
 * @param interval how often an instance reports
 * @param acceptRemote whether this instance carries out commands of others
 */
public record ChannelOptions(String topic, Duration interval, boolean acceptRemote) {

	/**
	 * An instance that has not reported for so long is stale.
	 */
	Duration staleAfter() {
		return this.interval.multipliedBy(3);
	}

}
