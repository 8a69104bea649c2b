package io.steadykafka.health.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevel;
import io.steadykafka.lag.internal.offsets.LagLevels;
import org.jspecify.annotations.Nullable;

/**
 * The lag of a group in a few words.
 *
 * @param group the last good sample
 * @param level the highest level of a partition
 * @param trend where the lag goes: growing if it does on any partition
 */
record GroupSummary(GroupLag group, LagLevel level, Trend trend) {

	static GroupSummary of(GroupLag group, LagLevels levels) {
		LagLevel level = lags(group).flatMapToLong((lag) -> lag.lag().stream())
			.mapToObj(levels::of)
			.max(Comparator.naturalOrder())
			.orElse(LagLevel.CAUGHT_UP);
		return new GroupSummary(group, level, trend(group));
	}

	private static Trend trend(GroupLag group) {
		for (Trend trend : new Trend[] { Trend.GROWING, Trend.SHRINKING, Trend.UNKNOWN }) {
			if (outlooks(group).anyMatch((outlook) -> outlook.trend() == trend)) {
				return trend;
			}
		}
		return group.partitions().isEmpty() ? Trend.UNKNOWN : Trend.STEADY;
	}

	/**
	 * Adds the summary to the details.
	 */
	void describe(Map<String, Object> details) {
		if (this.group.partitions().isEmpty()) {
			// Nothing is known of a lag here, and 0 would be a lie.
			return;
		}
		boolean known = lags(this.group).allMatch((lag) -> lag.lag().isPresent());
		long lag = lags(this.group).flatMapToLong((each) -> each.lag().stream()).sum();
		// A part of a sum would be too little.
		details.put("lag", known ? lag : "not known, at least " + lag);
		details.put("level", known ? word(this.level) : "not known");
		details.put("trend", word(this.trend));
		boolean behindKnown = outlooks(this.group).allMatch((outlook) -> outlook.behind() != null);
		details.put("behind",
				longest(PartitionOutlook::behind).filter((time) -> behindKnown)
					.map(GroupSummary::text)
					.orElseGet(this::whyNotKnown));
		longest(PartitionOutlook::catchUp).filter((time) -> this.trend == Trend.SHRINKING)
			.ifPresent((time) -> details.put("caughtUpIn", text(time)));
		outlooks(this.group).map(PartitionOutlook::runway)
			.filter((time) -> time != null)
			.min(Comparator.naturalOrder())
			.ifPresent((time) -> details.put("retentionTakesUnreadRecordsIn", text(time)));
		withoutCommit(details);
		put(details, "hot", PartitionReading::hot);
		put(details, "unowned", PartitionReading::unowned);
		put(details, "heldByOpenTransaction", (reading) -> reading.lag().behindOpenTransaction() > 0);
	}

	private String whyNotKnown() {
		return "not known: " + outlooks(this.group).map(PartitionOutlook::behindUnknownBecause)
			.filter((reason) -> !reason.isEmpty())
			.distinct()
			.sorted()
			.collect(Collectors.joining("; "));
	}

	private void withoutCommit(Map<String, Object> details) {
		Map<String, Object> starts = new TreeMap<>();
		this.group.partitions().forEach((partition, reading) -> {
			PartitionLag lag = reading.lag();
			if (lag.committed().isEmpty() && lag.logEnd().isPresent()) {
				starts.put(partition.toString(), (lag.position().isPresent())
						? "begins at offset " + lag.position().getAsLong() : lag.unknownBecause());
			}
		});
		if (!starts.isEmpty()) {
			details.put("withoutCommit", starts);
		}
	}

	private void put(Map<String, Object> details, String name, Predicate<PartitionReading> rule) {
		Object[] sorted = this.group.partitions()
			.entrySet()
			.stream()
			.filter((entry) -> rule.test(entry.getValue()))
			.map((entry) -> entry.getKey().toString())
			.sorted()
			.toArray();
		if (sorted.length > 0) {
			details.put(name, sorted);
		}
	}

	private Optional<Duration> longest(Function<PartitionOutlook, @Nullable Duration> time) {
		return outlooks(this.group).map(time).filter((each) -> each != null).max(Comparator.naturalOrder());
	}

	private static Stream<PartitionLag> lags(GroupLag group) {
		return group.partitions().values().stream().map(PartitionReading::lag);
	}

	private static Stream<PartitionOutlook> outlooks(GroupLag group) {
		return group.partitions().values().stream().map(PartitionReading::outlook);
	}

	private static String text(Duration time) {
		return time.toMillis() / 1000.0 + " s";
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
