package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * For how long a member, across its restarts, has been refused because its
 * {@code group.instance.id} is taken. The id of a crashed instance is free when its
 * session is over; one that is taken for longer belongs to a running instance. Not safe
 * for use by several threads.
 */
public final class Refusals {

	/**
	 * The longest session that brokers give a member of the consumer protocol by default
	 * ({@code group.consumer.max.session.timeout.ms}).
	 */
	static final Duration LONGEST_SESSION = Duration.ofSeconds(60);

	private boolean refused;

	/**
	 * The first exception by which the brokers don't have the protocol.
	 */
	private @Nullable Throwable unsupported;

	private long since;

	/**
	 * Judge a diagnosis by those before it.
	 * @return the same, or worse
	 */
	public Diagnosis judge(Diagnosis diagnosis, long nanos) {
		if (diagnosis.failure() instanceof UnsupportedVersionException unsupportedNow) {
			this.refused = false;
			return judge(diagnosis, unsupportedNow);
		}
		if (!(diagnosis.failure() instanceof UnreleasedInstanceIdException)) {
			this.refused = false;
			return diagnosis;
		}
		if (!this.refused) {
			this.refused = true;
			this.since = nanos;
		}
		Duration time = Duration.ofNanos(nanos - this.since);
		return (time.compareTo(LONGEST_SESSION) <= 0) ? diagnosis : diagnosis.with(Severity.DOWN,
				"for " + time.toSeconds() + " s: another running instance has its group.instance.id");
	}

	// Another protocol, where one may be chosen, was chosen before the restart.
	private Diagnosis judge(Diagnosis diagnosis, UnsupportedVersionException unsupportedNow) {
		Throwable first = this.unsupported;
		if (first == null) {
			this.unsupported = unsupportedNow;
			return diagnosis;
		}
		return first.equals(unsupportedNow) ? diagnosis
				: diagnosis.with(Severity.DOWN, "a restart did not help, as the protocol was asked for");
	}

	/**
	 * The member has joined.
	 */
	public void over() {
		this.unsupported = null;
		this.refused = false;
	}

}
