package io.steadykafka.watchdog;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a member at a moment.
 *
 * @param failure what its consumer does not come back from, {@code null} for nothing
 * @param joined whether it was ever assigned partitions, or none, since it was started;
 * {@code true} for one that joins no group
 * @param running for how long it has been polling
 * @param silence for how long the brokers have not answered it
 * @param noHeartbeat for how long a member of the consumer protocol has sent no
 * heartbeat, zero where that is not known
 * @param coordinator for how long the group's coordinator has answered all samples of
 * lag, zero if it has not or nobody asks it
 * @param inHand for how long the listener has been busy with what it was handed over last
 * @param inFlight for how long the oldest record waits for its acknowledgement
 */
record MemberSight(@Nullable PollFailure failure, boolean joined, Duration running, Duration silence,
		Duration noHeartbeat, Duration coordinator, Duration inHand, Duration inFlight) {

}
