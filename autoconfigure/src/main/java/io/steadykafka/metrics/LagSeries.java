package io.steadykafka.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.lag.PartitionReading;
import org.jspecify.annotations.Nullable;

/**
 * The series of one partition, or of one topic where partitions are not told apart. A
 * value that can't be known is NaN.
 *
 * @param tags the group and topic, and perhaps the partition
 * @param readings what is known
 */
record LagSeries(Tags tags, Supplier<List<PartitionReading>> readings) {

	private static final String SECONDS = "seconds";

	List<Meter> register(MeterRegistry registry) {
		return List.of(
				gauge("lag", "records", "Records between the committed offset and the end of the log",
						() -> sum((reading) -> number(reading.lag().lag())))
					.register(registry),
				gauge("lag.behind", SECONDS, "For how long the next record has been waiting",
						() -> max((reading) -> seconds(reading.outlook().behind())))
					.register(registry),
				gauge("lag.velocity", null, "Records that the lag grows by in a second",
						() -> sum((reading) -> number(reading.outlook().velocity())))
					.register(registry),
				gauge("lag.runway", SECONDS, "After which time retention takes records that were not read yet",
						() -> values((reading) -> seconds(reading.outlook().runway()))
							.filter((value) -> !Double.isNaN(value))
							.min()
							.orElse(Double.NaN))
					.register(registry),
				gauge("transaction.held", "records", "Records that an open transaction holds back",
						() -> sum((reading) -> reading.lag().behindOpenTransaction()))
					.register(registry),
				gauge("transaction.open", SECONDS, "For how long a transaction has held records back",
						() -> max((reading) -> seconds(
								Objects.requireNonNullElse(reading.outlook().openTransaction(), Duration.ZERO))))
					.register(registry));
	}

	List<Meter> registerOffsets(MeterRegistry registry) {
		return List.of(
				gauge("lag.ratio", "ratio", "Lag as a share of the records that are there",
						() -> max((reading) -> number(reading.lag().ratio())))
					.register(registry),
				gauge("offset.committed", null, "The committed offset",
						() -> sum((reading) -> number(reading.lag().committed())))
					.register(registry),
				gauge("offset.start", null, "The first offset that can be read",
						() -> sum((reading) -> number(reading.lag().logStart())))
					.register(registry),
				gauge("offset.end", null, "The end of the log, as far as the group reads",
						() -> sum((reading) -> number(reading.lag().logEnd())))
					.register(registry));
	}

	private Gauge.Builder<Supplier<Number>> gauge(String name, @Nullable String unit, String description,
			Supplier<Number> value) {
		return Gauge.builder("steady.kafka." + name, value).description(description).baseUnit(unit).tags(this.tags);
	}

	private double sum(ToDoubleFunction<PartitionReading> value) {
		List<PartitionReading> known = this.readings.get();
		// A part of a sum would be too little: NaN makes it NaN.
		return known.isEmpty() ? Double.NaN : known.stream().mapToDouble(value).sum();
	}

	private double max(ToDoubleFunction<PartitionReading> value) {
		// NaN is the largest.
		return values(value).max().orElse(Double.NaN);
	}

	private DoubleStream values(ToDoubleFunction<PartitionReading> value) {
		return this.readings.get().stream().mapToDouble(value);
	}

	private static double seconds(@Nullable Duration time) {
		return (time != null) ? time.toMillis() / 1000.0 : Double.NaN;
	}

	private static double number(OptionalLong known) {
		return known.isPresent() ? known.getAsLong() : Double.NaN;
	}

	private static double number(OptionalDouble known) {
		return known.orElse(Double.NaN);
	}

}
