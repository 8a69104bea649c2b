package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.Optional;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;

/**
 * Decides what is wrong with a member.
 */
public final class MemberDiagnosis {

	/**
	 * A member that can't reach its coordinator asks for it many times a minute.
	 */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

	private MemberDiagnosis() {
	}

	public static Optional<Diagnosis> decide(MemberSnapshot seen, MemberLimits limits) {
		if (seen.failure() != null) {
			return Optional.of(seen.failure().diagnosis());
		}
		if (isLonger(seen.inHand(), limits.hung())) {
			return Optional.of(Diagnosis.of(WatchState.HUNG_LISTENER, Severity.DOWN,
					"the listener has been busy for " + seconds(seen.inHand())
							+ " with one delivery, longer than max.poll.interval.ms=" + limits.hung().toMillis()
							+ ": its member is out of the group",
					"look at the listener's thread (a thread dump), give its calls a timeout; if it needs that long, "
							+ "raise max.poll.interval.ms. A thread can't be ended from outside: restart the "
							+ "application if it does not come back"));
		}
		if (isLonger(seen.inHand(), limits.warning())) {
			return Optional.of(Diagnosis.of(WatchState.SLOW_LISTENER, Severity.WARNING,
					"the listener has been busy for " + seconds(seen.inHand())
							+ " with one delivery, of max.poll.interval.ms=" + limits.hung().toMillis(),
					"make the listener faster, or raise max.poll.interval.ms"));
		}
		if (isLonger(seen.inFlight(), limits.hung())) {
			return Optional.of(Diagnosis.of(WatchState.SLOW_LISTENER, Severity.WARNING,
					"a record has been waiting for its acknowledgement for " + seconds(seen.inFlight()),
					"see that every record is acknowledged, and give asynchronous work a timeout"));
		}
		// A consumer that looks for its coordinator sends none either, and comes back.
		if (isLonger(seen.noHeartbeat(), Refusals.LONGEST_SESSION) && !isLonger(seen.silence(), LONGEST_SILENCE)
				&& !isLonger(seen.noHeartbeat(), seen.coordinator())) {
			return Optional
				.of(Diagnosis.of(WatchState.FATAL_MEMBER, Severity.WARNING, "its consumer has sent no heartbeat for "
						+ seconds(seen.noHeartbeat())
						+ ", although it is polled and the group's coordinator answers: it may have failed for good",
						"look in the log for what its consumer failed on; restart the listener if it stays so"));
		}
		return (isLonger(seen.outside(), limits.join())) ? Optional.of(notJoined(seen)) : Optional.empty();
	}

	private static Diagnosis notJoined(MemberSnapshot seen) {
		String since = "it has not joined its group for " + seconds(seen.outside());
		if (isLonger(seen.silence(), LONGEST_SILENCE)) {
			return Diagnosis.of(WatchState.NEVER_JOINED, Severity.UNKNOWN,
					since + ", and the brokers have not answered it for " + seconds(seen.silence()),
					"see whether the brokers can be reached; it joins by itself when they can");
		}
		return Diagnosis.of(WatchState.NEVER_JOINED, Severity.WARNING, since + ", although the brokers answer",
				"look at the state of the group (kafka-consumer-groups --describe --state), at members of it that "
						+ "don't poll, and at the brokers' topic __consumer_offsets");
	}

	private static boolean isLonger(Duration time, Duration limit) {
		return time.compareTo(limit) > 0;
	}

	private static String seconds(Duration time) {
		return time.toSeconds() + " s";
	}

}
