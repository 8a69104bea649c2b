package io.steadykafka.metrics.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of things that come and go, in each registry. Safe for use by several threads.
 *
 * @param <K> what there are meters of
 */
public final class KeyedMeters<K> {

	private final BiFunction<K, MeterRegistry, List<Meter>> factory;

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<K, List<Meter>> meters = new HashMap<>();

	public KeyedMeters(BiFunction<K, MeterRegistry, List<Meter>> factory) {
		this.factory = factory;
	}

	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.meters.forEach((key, registered) -> registered.addAll(this.factory.apply(key, registry)));
	}

	public void retain(Set<K> present) {
		retain(present, (key) -> true);
	}

	/**
	 * Registers the meters of new keys, and removes those of other keys. One after the
	 * other: a consumer's thread that removes meters must not wait for thousands.
	 * @param still whether a key still has meters: it may have been removed since
	 */
	public void retain(Set<K> present, Predicate<K> still) {
		keys().stream().filter((key) -> !present.contains(key)).forEach(this::remove);
		present.forEach((key) -> add(key, still));
	}

	public void add(K key) {
		add(key, (any) -> true);
	}

	private synchronized List<K> keys() {
		return List.copyOf(this.meters.keySet());
	}

	private synchronized void add(K key, Predicate<K> still) {
		if (!this.meters.containsKey(key) && still.test(key)) {
			this.meters.put(key, register(key));
		}
	}

	private List<Meter> register(K key) {
		List<Meter> registered = new ArrayList<>();
		this.registries.forEach((registry) -> registered.addAll(this.factory.apply(key, registry)));
		return registered;
	}

	public synchronized void remove(K key) {
		List<Meter> registered = this.meters.remove(key);
		if (registered != null) {
			registered.forEach((meter) -> this.registries.forEach((registry) -> registry.remove(meter)));
		}
	}

}
