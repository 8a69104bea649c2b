package io.steadykafka.operations.internal.describe.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.steadykafka.failure.FailedRecord;

/**
 * What another instance reported of a group.
 *
 * @param name names the instance for people
 * @param reportedAt when it reported last
 * @param stale whether it has not reported for three intervals
 * @param listeners its listeners of the group, and their states
 * @param paused what is paused of them
 * @param failing the records that they fail on
 * @param report the rest
 * @param leftOut what did not fit into its report
 */
public record InstanceView(String id, String name, Instant reportedAt, boolean stale, List<String> listeners,
		List<String> paused, List<FailedRecord> failing, GroupReport report, List<String> leftOut) {

	/**
	 * Why nothing is known of it, if it is stale.
	 */
	public String silence(Instant now) {
		return "instance '" + this.name + "' has not reported for "
				+ Math.max(0, Duration.between(this.reportedAt, now).toSeconds()) + " s";
	}

}
