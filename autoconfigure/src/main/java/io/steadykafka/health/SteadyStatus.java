package io.steadykafka.health;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * A status that follows what was found with a grace before it is worse, and a hold before
 * it is better. What is {@link Status#UNKNOWN} is so at once, and no longer than it is:
 * not to know is neither worse nor better. Safe for use by several threads.
 */
final class SteadyStatus {

	private final Duration grace;

	private final Duration hold;

	private Status status = Status.UP;

	private @Nullable Instant since;

	/**
	 * What is found instead, and since when it, or something that is worse yet, has been.
	 */
	private @Nullable Status next;

	private Instant differsSince = Instant.MIN;

	private boolean unknown;

	private @Nullable Instant unknownSince;

	SteadyStatus(Duration grace, Duration hold) {
		this.grace = grace;
		this.hold = hold;
	}

	/**
	 * Take in what was found.
	 * @param found the status by what was found now
	 * @param now the time now
	 * @return the status to report
	 */
	synchronized Status update(Status found, Instant now) {
		if (this.since == null) {
			this.since = now;
		}
		if (found.equals(Status.UNKNOWN) != this.unknown || this.unknownSince == null) {
			this.unknown = found.equals(Status.UNKNOWN);
			this.unknownSince = now;
		}
		if (this.unknown) {
			// What was seen before need not have lasted.
			this.next = null;
			return found;
		}
		if (found.equals(this.status)) {
			this.next = null;
			return this.status;
		}
		boolean worse = KafkaStatus.isWorse(found, this.status);
		if (this.next == null || KafkaStatus.isWorse(this.next, this.status) != worse
				|| KafkaStatus.isWorse(found, this.next)) {
			this.differsSince = now;
		}
		this.next = found;
		if (!now.isBefore(this.differsSince.plus((worse) ? this.grace : this.hold))) {
			this.status = found;
			this.since = this.differsSince;
			this.next = null;
		}
		return this.status;
	}

	/**
	 * Since when the reported status holds.
	 * @return the time, {@code null} before the first update
	 */
	synchronized @Nullable Instant since() {
		return this.unknown ? this.unknownSince : this.since;
	}

	/**
	 * What is found and not reported, because it has not lasted for long enough.
	 * @return the status, {@code null} outside of a grace or hold
	 */
	synchronized @Nullable Status next() {
		return this.next;
	}

}
