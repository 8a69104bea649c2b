package io.steadykafka.metrics.internal.lag;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

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

	List<Meter> register(MeterRegistry registry) {
		return List.of(register(registry, LagMeter.LAG, () -> lag(this.readings.get())),
				register(registry, LagMeter.BEHIND, () -> max((reading) -> seconds(reading.outlook().behind()))),
				register(registry, LagMeter.VELOCITY, () -> sum((reading) -> number(reading.outlook().velocity()))),
				register(registry, LagMeter.RUNWAY,
						() -> values((reading) -> seconds(reading.outlook().runway()))
							.filter((value) -> !Double.isNaN(value))
							.min()
							.orElse(Double.NaN)),
				register(registry, LagMeter.TRANSACTION_HELD, () -> sum(LagSeries::held)),
				register(registry, LagMeter.TRANSACTION_OPEN, () -> max(LagSeries::open)));
	}

	private static double held(PartitionReading reading) {
		return isEndKnown(reading) ? reading.lag().behindOpenTransaction() : Double.NaN;
	}

	private static double open(PartitionReading reading) {
		Duration open = reading.outlook().openTransaction();
		return (open != null || !isEndKnown(reading)) ? seconds(open) : 0;
	}

	private static boolean isEndKnown(PartitionReading reading) {
		return reading.lag().logEnd().isPresent() && reading.lag().highWatermark().isPresent();
	}

	List<Meter> registerOffsets(MeterRegistry registry) {
		return List.of(register(registry, LagMeter.RATIO, () -> max((reading) -> number(reading.lag().ratio()))),
				register(registry, LagMeter.OFFSET_COMMITTED,
						() -> sum((reading) -> number(reading.lag().committed()))),
				register(registry, LagMeter.OFFSET_POSITION, () -> sum((reading) -> number(reading.position()))),
				register(registry, LagMeter.OFFSET_START, () -> sum((reading) -> number(reading.lag().logStart()))),
				register(registry, LagMeter.OFFSET_END, () -> sum((reading) -> number(reading.lag().logEnd()))));
	}

	private Meter register(MeterRegistry registry, LagMeter meter, Supplier<Number> value) {
		return meter.gauge(registry, this.tags, value);
	}

	/**
	 * The lag of several partitions.
	 * @param readings what is known of them
	 * @return the sum, NaN if that of one is not known, or if there are none
	 */
	static double lag(List<PartitionReading> readings) {
		return sum(readings, (reading) -> number(reading.lag().lag()));
	}

	private double sum(ToDoubleFunction<PartitionReading> value) {
		return sum(this.readings.get(), value);
	}

	private static double sum(List<PartitionReading> readings, ToDoubleFunction<PartitionReading> value) {
		// A part of a sum would be too little: NaN makes it NaN.
		double sum = readings.isEmpty() ? Double.NaN : 0;
		for (PartitionReading reading : readings) {
			sum += value.applyAsDouble(reading);
		}
		return sum;
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
