package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.health.KafkaStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * Debounces a status: worsens after a grace, recovers after a recovery delay.
 * {@link Status#UNKNOWN} has the grace as well, once a status was known, and no recovery
 * delay; while nothing is known neither of them runs. Safe for use by several threads.
 */
final class DebouncedStatus {

	private static final List<Status> WORST_FIRST = List.of(Status.DOWN, KafkaStatus.DEGRADED, Status.UP);

	private final Duration grace;

	private final Duration recoveryDelay;

	private Status status = Status.UP;

	private @Nullable Instant since;

	/**
	 * Since when what is found has been no better than a status.
	 */
	private final Map<Status, Instant> noBetter = new HashMap<>();

	/**
	 * Since when what is found has been no worse than a status.
	 */
	private final Map<Status, Instant> noWorse = new HashMap<>();

	private @Nullable Status found;

	private boolean everKnown;

	private @Nullable Instant unknownSince;

	private boolean unknown;

	DebouncedStatus(Duration grace, Duration recoveryDelay) {
		this.grace = grace;
		this.recoveryDelay = recoveryDelay;
	}

	/**
	 * Takes the status that was found now, and returns the one to report.
	 */
	synchronized Status update(Status now, Instant at) {
		this.found = now;
		this.since = notAfter(at, this.since);
		if (now.equals(Status.UNKNOWN)) {
			this.unknownSince = notAfter(at, this.unknownSince);
			this.unknown = !this.everKnown || !at.isBefore(this.unknownSince.plus(this.grace));
			return (this.unknown) ? now : this.status;
		}
		known(at);
		WORST_FIRST.forEach((each) -> {
			track(this.noBetter, each, !KafkaStatus.isWorse(each, now), at);
			track(this.noWorse, each, !KafkaStatus.isWorse(now, each), at);
		});
		next(at).ifPresent((next) -> {
			this.since = (KafkaStatus.isWorse(next, this.status) ? this.noBetter : this.noWorse).get(next);
			this.status = next;
		});
		return this.status;
	}

	private void known(Instant at) {
		this.everKnown = true;
		this.unknown = false;
		if (this.unknownSince != null) {
			// What was seen before need not have lasted meanwhile.
			Duration pause = Duration.between(notAfter(at, this.unknownSince), at);
			this.noBetter.replaceAll((each, before) -> before.plus(pause));
			this.noWorse.replaceAll((each, before) -> before.plus(pause));
			this.unknownSince = null;
		}
	}

	private static void track(Map<Status, Instant> since, Status status, boolean applies, Instant at) {
		if (applies) {
			since.put(status, notAfter(at, since.get(status)));
		}
		else {
			since.remove(status);
		}
	}

	// The worst that has lasted, or else the best.
	private Optional<Status> next(Instant at) {
		Optional<Status> worse = WORST_FIRST.stream()
			.filter((each) -> KafkaStatus.isWorse(each, this.status) && lasted(this.noBetter, each, this.grace, at))
			.findFirst();
		return worse.or(() -> WORST_FIRST.stream()
			.filter((each) -> KafkaStatus.isWorse(this.status, each)
					&& lasted(this.noWorse, each, this.recoveryDelay, at))
			.reduce((first, second) -> second));
	}

	// If the clock is set back, a grace starts again instead of lasting that much
	// longer.
	private static Instant notAfter(Instant now, @Nullable Instant since) {
		return (since == null || since.isAfter(now)) ? now : since;
	}

	private static boolean lasted(Map<Status, Instant> since, Status status, Duration time, Instant at) {
		Instant begin = since.get(status);
		return begin != null && !at.isBefore(begin.plus(time));
	}

	/**
	 * Since when the reported status is, {@code null} before the first update.
	 */
	synchronized @Nullable Instant since() {
		return this.unknown ? this.unknownSince : this.since;
	}

	/**
	 * The status that was found but is not reported because it has not lasted long
	 * enough; {@code null} outside of a grace or recovery delay.
	 */
	synchronized @Nullable Status next() {
		Status seen = this.found;
		return (seen == null || seen.equals((this.unknown) ? Status.UNKNOWN : this.status)) ? null : seen;
	}

}
