package io.steadykafka.delivery.internal.session;

import java.time.Duration;

/**
 * Options of the delivery to a listener.
 *
 * @param redoWindow how much work is delivered between two commits; zero for as much as a
 * poll fetches
 * @param asyncCommits whether containers commit without waiting for the broker
 * @param stopTimeout how long a member that stops or loses partitions waits for commits
 * and for work in flight, where the container has no shutdown timeout of the
 * application's
 * @param slowRecord from which time on a record counts as slow
 * @param leavePolicy what static members do when they stop
 * @param recommitInterval after which time unchanged positions are committed again, under
 * the consumer protocol; zero for never
 */
public record DeliveryOptions(Duration redoWindow, boolean asyncCommits, Duration stopTimeout, Duration slowRecord,
		LeavePolicy leavePolicy, Duration recommitInterval) {

}
