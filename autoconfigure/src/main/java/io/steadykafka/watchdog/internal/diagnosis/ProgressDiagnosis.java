package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a member makes progress, without knowing what may keep it from it.
 */
public final class ProgressDiagnosis {

	private static final String LOOK = "look in the log for what its thread failed on; restart the listener if it "
			+ "stays so";

	private static final int FEWEST_POLLS = 3;

	private ProgressDiagnosis() {
	}

	public static Optional<Diagnosis> decide(ProgressSnapshot seen, MemberLimits limits) {
		if (!seen.alive()) {
			return Optional.of(Diagnosis.of(WatchState.NO_PROGRESS, Severity.CURING,
					"its thread has ended, and its container takes it for running", LOOK));
		}
		ThrownPolls.InARow polls = seen.polls();
		if (polls != null && polls.count() >= FEWEST_POLLS && isLonger(seen.throwing(), limits.stuck())
				&& !(polls.last() instanceof AuthenticationException)) {
			return Optional.of(throwing(polls, seen.throwing()));
		}
		if (!seen.repeated().isEmpty()) {
			return Optional.of(Diagnosis.of(WatchState.NO_PROGRESS, Severity.CURING,
					"it gets the same records again and again, of " + seen.repeated()
						.stream()
						.map(TopicPartition::toString)
						.collect(Collectors.toCollection(TreeSet::new))
							+ ", although none of them failed and nobody sought",
					"see what handles the consumer or its records around the listener (a ConsumerPostProcessor, an "
							+ "agent); steady.kafka.delivery.redo-window=0 delivers each poll as a whole"));
		}
		return away(seen.away(), polls, limits);
	}

	private static Diagnosis throwing(ThrownPolls.InARow polls, Duration time) {
		boolean helps = !(polls.last() instanceof RetriableException
				|| polls.last() instanceof RecordDeserializationException);
		return new Diagnosis(
				WatchState.NO_PROGRESS, (helps) ? Severity.CURING : Severity.WARNING, "each of its " + polls.count()
						+ " polls of the last " + time.toSeconds() + " s threw an exception: " + polls.last(),
				"fix what the exception names", polls.last());
	}

	private static Optional<Diagnosis> away(Duration away, ThrownPolls.@Nullable InARow polls, MemberLimits limits) {
		// A container may wait before it logs in again, as long as it was told to.
		boolean waits = polls != null && polls.last() instanceof AuthenticationException;
		if (waits || !isLonger(away, limits.warning()) || !isLonger(away, limits.poll())) {
			return Optional.empty();
		}
		boolean isOut = isLonger(away, limits.hung());
		return Optional.of(Diagnosis.of((isOut) ? WatchState.HUNG_LISTENER : WatchState.SLOW_LISTENER,
				(isOut) ? Severity.DOWN : Severity.WARNING,
				"its thread has been busy for " + away.toSeconds() + " s with something else than records, of "
						+ "max.poll.interval.ms=" + limits.hung().toMillis(),
				"look at the listener's thread (a thread dump): at rebalance and event listeners, interceptors and "
						+ "deserializers"));
	}

	/**
	 * Decide whether a listener whose members process records gets anywhere.
	 * @param failing for how long no commit of a member has succeeded
	 * @param coordinator for how long the group's coordinator has answered others
	 * @return what is wrong, empty if nothing is
	 */
	public static Optional<Diagnosis> commits(Duration failing, Duration coordinator, MemberLimits limits) {
		if (!isLonger(failing, limits.stuck())) {
			return Optional.empty();
		}
		Severity severity = (isLonger(coordinator, limits.stuck())) ? Severity.WARNING : Severity.UNKNOWN;
		return Optional.of(Diagnosis.of(WatchState.NO_PROGRESS, severity,
				"no commit of a member has succeeded for " + failing.toSeconds() + " s, although it goes on trying: "
						+ "what it processes is processed again after a restart",
				"look in the log, or at the results of steady_kafka_commits_total, for what the commits fail on"));
	}

	private static boolean isLonger(Duration time, Duration limit) {
		return time.compareTo(limit) > 0;
	}

}
