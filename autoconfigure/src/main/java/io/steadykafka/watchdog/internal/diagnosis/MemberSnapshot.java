package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a member at a moment.
 *
 * @param failure what its consumer does not recover from, {@code null} for nothing
 * @param outside for how long it has been joining its group, for the first time or again;
 * zero if it is in it, or joins none
 * @param silence for how long the brokers have not answered it
 * @param noHeartbeat for how long a member of the consumer protocol has sent no
 * heartbeat, zero where that is not known
 * @param coordinator for how long the group's coordinator has answered all samples of
 * lag, zero if it has not or nobody asks it
 * @param inHand for how long the listener has been busy with its last delivery
 * @param inFlight for how long the oldest record waits for its acknowledgement
 */
public record MemberSnapshot(@Nullable PollFailure failure, Duration outside, Duration silence, Duration noHeartbeat,
		Duration coordinator, Duration inHand, Duration inFlight) {

}
