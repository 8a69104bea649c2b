package io.steadykafka.operations.internal.allinstances.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import io.steadykafka.operations.internal.describe.view.ReportedPartition;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A partition in reports: its number, the index of its listener (-1 if it is only
 * monitored), letters for state, trend, level and hot, position, seconds behind,
 * velocity, catch-up and runway. What is not known at the end is left out.
 */
final class PartitionRow {

	private static final int OUTLOOK_LETTERS = 4;

	private static final double ROUNDED = 1_000.0;

	private PartitionRow() {
	}

	static List<@Nullable Object> of(PartitionView view, List<String> listeners, LagLevels levels) {
		List<@Nullable Object> row = new ArrayList<>();
		row.add(view.partition().partition());
		row.add(listeners.indexOf(view.owner().listenerId()));
		PartitionReading reading = view.reading();
		char state = Letters.STATES.of((view.owner().listener() != null) ? view.state() : null);
		if (reading == null) {
			row.add(String.valueOf(state));
			return row;
		}
		PartitionOutlook outlook = reading.outlook();
		OptionalLong lag = reading.lag().lag();
		row.add("" + state + Letters.TRENDS.of(outlook.trend())
				+ Letters.LEVELS.of((lag.isPresent()) ? levels.of(lag.getAsLong()) : null)
				+ (reading.hot() ? 'h' : '-'));
		row.add(reading.position().isPresent() ? reading.position().getAsLong() : null);
		row.add(rounded(outlook.behind()));
		row.add(outlook.velocity().isPresent() ? rounded(outlook.velocity().getAsDouble()) : null);
		row.add(rounded(outlook.catchUp()));
		row.add(rounded(outlook.runway()));
		while (row.get(row.size() - 1) == null) {
			row.remove(row.size() - 1);
		}
		return row;
	}

	private static @Nullable Object rounded(@Nullable Duration duration) {
		return (duration != null) ? rounded(duration.toMillis() / ROUNDED) : null;
	}

	private static Object rounded(double value) {
		double rounded = (Math.abs(value) < 1e12) ? Math.round(value * ROUNDED) / ROUNDED : value;
		return (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) ? (Object) (long) rounded : rounded;
	}

	/**
	 * Reads a row.
	 * @param listeners the listeners of the instance
	 * @param paused what pauses the partition, empty if nothing does
	 * @param why why it is not known how far it is behind
	 * @param sampledAt when the instance took its last sample
	 */
	static ReportedPartition read(List<?> row, List<String> listeners, String paused, String why,
			@Nullable Instant sampledAt) {
		OptionalLong index = ForeignFields.count(at(row, 1));
		String listener = (index.isPresent() && index.getAsLong() < listeners.size())
				? listeners.get((int) index.getAsLong()) : "";
		String letters = (at(row, 2) instanceof String text) ? PlainText.message(text) : "";
		boolean isSampled = letters.length() >= OUTLOOK_LETTERS;
		return new ReportedPartition(listener, Letters.STATES.at(letters, 0), paused, ForeignFields.count(at(row, 3)),
				Letters.LEVELS.at(letters, 2), isSampled ? outlook(row, letters, why) : null,
				letters.startsWith("h", OUTLOOK_LETTERS - 1), isSampled ? sampledAt : null);
	}

	private static PartitionOutlook outlook(List<?> row, String letters, String why) {
		Duration behind = ForeignFields.seconds(at(row, 4));
		OptionalDouble velocity = ForeignFields.number(at(row, 5));
		return new PartitionOutlook(velocity, Objects.requireNonNullElse(Letters.TRENDS.at(letters, 1), Trend.UNKNOWN),
				behind, (behind != null) ? "" : why, ForeignFields.seconds(at(row, 6)),
				ForeignFields.seconds(at(row, 7)), null, Optional.empty());
	}

	private static @Nullable Object at(List<?> row, int index) {
		return (index < row.size()) ? row.get(index) : null;
	}

}
