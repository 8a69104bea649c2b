package io.steadykafka.metrics.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * A meter of the starter: a constant of an enum, one enum per capability. Binders
 * register it with the methods here, so that name, unit and description are in one place,
 * and docs/metrics.md is generated from it. The enums are immutable as {@link MeterText}
 * is, which the check for that can't see.
 */
public interface SteadyMeter extends MeterDocumentation {

	MeterText text();

	@Override
	default String getName() {
		return text().name();
	}

	@Override
	default Meter.Type getType() {
		return text().type();
	}

	@Override
	default @Nullable String getBaseUnit() {
		return text().baseUnit();
	}

	@Override
	default KeyName[] getKeyNames() {
		return text().tags().toArray(KeyName[]::new);
	}

	default Meter gauge(MeterRegistry registry, Tags tags, Supplier<Number> value) {
		return Gauge.builder(getName(), value)
			.description(text().meaning())
			.baseUnit(getBaseUnit())
			.tags(tags)
			.register(registry);
	}

	/**
	 * Registers a gauge that does not keep its source alive.
	 */
	default <T> Meter gauge(MeterRegistry registry, Tags tags, T source, ToDoubleFunction<T> value) {
		return Gauge.builder(getName(), source, value)
			.description(text().meaning())
			.baseUnit(getBaseUnit())
			.tags(tags)
			.register(registry);
	}

	/**
	 * Registers a counter that does not keep its source alive.
	 */
	default <T> Meter counter(MeterRegistry registry, Tags tags, T source, ToDoubleFunction<T> value) {
		return FunctionCounter.builder(getName(), source, value)
			.description(text().meaning())
			.baseUnit(getBaseUnit())
			.tags(tags)
			.register(registry);
	}

	/**
	 * Registers a timer that does not keep its source alive.
	 * @param count how often
	 * @param nanos for how many nanoseconds in sum
	 */
	default <T> Meter timer(MeterRegistry registry, Tags tags, T source, ToLongFunction<T> count,
			ToDoubleFunction<T> nanos) {
		return FunctionTimer.builder(getName(), source, count, nanos, TimeUnit.NANOSECONDS)
			.description(text().meaning())
			.tags(tags)
			.register(registry);
	}

}
