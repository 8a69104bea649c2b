package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a listener, each state at most once; logged when it begins, when it
 * becomes worse, and when it ends. Read by any thread, changed by one.
 */
final class ListenerFindings {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private final ListenerContainer listener;

	private final Clock clock;

	private volatile Map<WatchState, WatchFinding> present = Map.of();

	ListenerFindings(ListenerContainer listener, Clock clock) {
		this.listener = listener;
		this.clock = clock;
	}

	List<WatchFinding> all() {
		return List.copyOf(this.present.values());
	}

	void update(List<Diagnosis> diagnoses) {
		if (diagnoses.isEmpty() && this.present.isEmpty()) {
			return;
		}
		Map<WatchState, WatchFinding> now = new EnumMap<>(WatchState.class);
		diagnoses.forEach((diagnosis) -> now.merge(diagnosis.state(), finding(diagnosis), ListenerFindings::both));
		Map<WatchState, WatchFinding> before = this.present;
		this.present = now;
		before.values()
			.stream()
			.filter((finding) -> !now.containsKey(finding.state()))
			.forEach((finding) -> logger.info(this.listener + " is over its " + finding.state() + " after "
					+ Duration.between(finding.since(), this.clock.instant()).toSeconds() + " s"));
		now.values().forEach((finding) -> {
			WatchFinding known = before.get(finding.state());
			boolean down = finding.severity() == Severity.DOWN;
			if (known == null || (down && known.severity() != Severity.DOWN)) {
				log(finding, thrown(diagnoses, finding.state()));
			}
		});
	}

	private void log(WatchFinding finding, @Nullable Throwable thrown) {
		String name = this.listener + ", " + finding.state();
		logger.warn(
				(name + ": " + finding.reason() + ". What helps: " + finding.remedy()).replaceAll("\\s*\\R\\s*", " "));
		if (thrown != null) {
			logger.debug(name + " was found because of this", thrown);
		}
	}

	private WatchFinding finding(Diagnosis diagnosis) {
		WatchFinding known = this.present.get(diagnosis.state());
		return new WatchFinding(diagnosis.state(), diagnosis.severity(), diagnosis.reason(), diagnosis.remedy(),
				(known != null) ? known.since() : this.clock.instant());
	}

	private static WatchFinding both(WatchFinding one, WatchFinding other) {
		WatchFinding worse = (other.severity().compareTo(one.severity()) > 0) ? other : one;
		String reason = (one.reason().equals(other.reason())) ? one.reason() : one.reason() + "; " + other.reason();
		return new WatchFinding(one.state(), worse.severity(), reason, worse.remedy(), one.since());
	}

	private static @Nullable Throwable thrown(List<Diagnosis> diagnoses, WatchState state) {
		for (Diagnosis diagnosis : diagnoses) {
			if (diagnosis.state() == state && diagnosis.failure() != null) {
				return diagnosis.failure();
			}
		}
		return null;
	}

}
