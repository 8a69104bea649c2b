package io.steadykafka.operations.internal.describe.row;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevel;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the partitions that a group reads.
 *
 * @param partitions the partitions that count
 * @param lag the lag of them all, empty if that of any is not known
 * @param atLeast the lag of those of which it is known
 * @param unknownBecause why the lag is not known
 */
record GroupTotals(List<PartitionView> partitions, OptionalLong lag, long atLeast, String unknownBecause) {

	static GroupTotals of(List<PartitionView> all) {
		List<PartitionView> read = all.stream().filter(PartitionView::read).toList();
		long atLeast = read.stream().flatMapToLong((partition) -> partition.lag().lag().stream()).sum();
		List<PartitionView> unknown = read.stream().filter((partition) -> partition.lag().lag().isEmpty()).toList();
		if (read.isEmpty()) {
			return new GroupTotals(read, OptionalLong.empty(), 0, "no partitions are known");
		}
		return (unknown.isEmpty()) ? new GroupTotals(read, OptionalLong.of(atLeast), atLeast, "")
				: new GroupTotals(read, OptionalLong.empty(), atLeast, "not known of " + unknown.size() + " of "
						+ read.size() + " partitions: " + unknown.get(0).lag().unknownBecause());
	}

	/**
	 * The level of the worst partition.
	 * @return {@code null} if the lag of any is not known
	 */
	@Nullable LagLevel level(LagLevels levels) {
		return (this.lag.isEmpty()) ? null
				: this.partitions.stream()
					.map((partition) -> levels.of(partition.lag().lag().orElse(0)))
					.max(Comparator.naturalOrder())
					.orElse(null);
	}

	/**
	 * Where the lag goes of all partitions.
	 * @param silence which instance is silent; empty if none is
	 * @return {@code null} if it is not known
	 */
	@Nullable Trend trend(String silence) {
		Trend trend = trend();
		return (trend == Trend.UNKNOWN || (trend != Trend.GROWING && !silence.isEmpty())) ? null : trend;
	}

	/**
	 * Where the lag goes of the partitions that are sampled: growing if it does on any.
	 */
	private Trend trend() {
		for (Trend trend : new Trend[] { Trend.GROWING, Trend.SHRINKING, Trend.UNKNOWN }) {
			if (outlooks().anyMatch((outlook) -> outlook.trend() == trend)) {
				return trend;
			}
		}
		return (outlooks().findAny().isPresent()) ? Trend.STEADY : Trend.UNKNOWN;
	}

	/**
	 * How long the next record waits on the worst of the partitions that are sampled.
	 * @return {@code null} if that is not known of any
	 */
	@Nullable Duration behind() {
		Predicate<PartitionOutlook> known = (outlook) -> outlook.behind() != null;
		return (outlooks().allMatch(known)) ? outlooks().map(PartitionOutlook::behind)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null) : null;
	}

	String behindUnknownBecause() {
		Optional<String> reason = outlooks().map(PartitionOutlook::behindUnknownBecause)
			.filter((text) -> !text.isEmpty())
			.sorted()
			.findFirst();
		return reason.orElse("this instance samples no partition of it");
	}

	private Stream<PartitionOutlook> outlooks() {
		return this.partitions.stream()
			.map(PartitionView::reading)
			.filter(Objects::nonNull)
			.map(PartitionReading::outlook);
	}

}
