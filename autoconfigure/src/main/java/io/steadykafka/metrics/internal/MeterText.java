package io.steadykafka.metrics.internal;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a meter: the binders and docs/metrics.md take it from here.
 *
 * @param name the name in Micrometer
 * @param baseUnit the unit that the registry is told, which Prometheus puts behind the
 * name; {@code null} if the name says it or there is none
 * @param unit what the values are
 * @param meaning what it tells, as the scrape says too
 * @param absent when there is no such series; empty for never
 */
public record MeterText(String name, Meter.Type type, @Nullable String baseUnit, String unit, List<MeterTag> tags,
		String meaning, String absent) {

	public static MeterText gauge(String name) {
		return new MeterText(name, Meter.Type.GAUGE, null, "", List.of(), "", "");
	}

	public static MeterText counter(String name) {
		return new MeterText(name, Meter.Type.COUNTER, null, "", List.of(), "", "");
	}

	public static MeterText timer(String name) {
		return new MeterText(name, Meter.Type.TIMER, null, "seconds", List.of(), "", "");
	}

	/**
	 * The unit, where the name does not say it.
	 */
	public MeterText in(String known) {
		return new MeterText(this.name, this.type, known, known, this.tags, this.meaning, this.absent);
	}

	/**
	 * What is counted, where the name says it, or where no unit should be added to it.
	 * @param counted what the values are
	 */
	public MeterText counts(String counted) {
		return new MeterText(this.name, this.type, null, counted, this.tags, this.meaning, this.absent);
	}

	public MeterText by(MeterTag... keys) {
		return new MeterText(this.name, this.type, this.baseUnit, this.unit, List.of(keys), this.meaning, this.absent);
	}

	public MeterText means(String text) {
		return new MeterText(this.name, this.type, this.baseUnit, this.unit, this.tags, text, this.absent);
	}

	public MeterText absent(String when) {
		return new MeterText(this.name, this.type, this.baseUnit, this.unit, this.tags, this.meaning, when);
	}

}
