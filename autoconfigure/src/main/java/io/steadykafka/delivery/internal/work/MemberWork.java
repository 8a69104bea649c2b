package io.steadykafka.delivery.internal.work;

import java.time.Duration;
import java.util.Collection;

import org.apache.kafka.common.TopicPartition;

/**
 * What a member has in hand at this moment. Called by any thread.
 */
public interface MemberWork {

	int inFlightCount();

	Collection<TopicPartition> inFlightPartitions();

	/**
	 * How long the oldest record is in flight.
	 * @return the time in nanoseconds, 0 if none is
	 */
	long inFlightAge();

	Duration commitsFailFor();

	double pollBudgetUsed();

}
