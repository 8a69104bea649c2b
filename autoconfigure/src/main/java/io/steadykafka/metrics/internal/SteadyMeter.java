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
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * A meter of the starter's. Each is a constant of an enum, one enum a capability; binders
 * begin with one of the builders here, so that name, unit and description are in one
 * place, and docs/metrics.md is generated from it. The enums are immutable as
 * {@link MeterText} is, which the check for that can't see.
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

	default Gauge.Builder<Supplier<Number>> gauge(Supplier<Number> value) {
		return Gauge.builder(getName(), value).description(text().meaning()).baseUnit(getBaseUnit());
	}

	/**
	 * Begin a gauge of something that goes on without it.
	 * @param <T> what it is
	 * @param source what is measured, which the gauge does not keep alive
	 */
	default <T> Gauge.Builder<T> gauge(T source, ToDoubleFunction<T> value) {
		return Gauge.builder(getName(), source, value).description(text().meaning()).baseUnit(getBaseUnit());
	}

	default <T> FunctionCounter.Builder<T> counter(T source, ToDoubleFunction<T> value) {
		return FunctionCounter.builder(getName(), source, value).description(text().meaning()).baseUnit(getBaseUnit());
	}

	/**
	 * Begin a timer.
	 * @param <T> what it is
	 * @param source what is measured, which the timer does not keep alive
	 * @param count how often
	 * @param nanos for how many nanoseconds in all
	 */
	default <T> FunctionTimer.Builder<T> timer(T source, ToLongFunction<T> count, ToDoubleFunction<T> nanos) {
		return FunctionTimer.builder(getName(), source, count, nanos, TimeUnit.NANOSECONDS)
			.description(text().meaning());
	}

}
