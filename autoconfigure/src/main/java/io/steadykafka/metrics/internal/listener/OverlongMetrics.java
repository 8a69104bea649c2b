package io.steadykafka.metrics.internal.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.delivery.OverlongListener;
import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.metrics.internal.MeterTag;

/**
 * Binds {@link DeliveryMeter#OVERLONG_RECORD}: which record took longer than
 * {@code max.poll.interval.ms}.
 */
public final class OverlongMetrics implements MeterBinder, OverlongListener, ContainerPreparer {

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<Tags, Map<Tags, AtomicLong>> offsets = new HashMap<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.offsets.values().forEach((known) -> known.forEach((tags, offset) -> register(registry, tags, offset)));
	}

	@Override
	public synchronized void overlong(OverlongRecord record) {
		Tags listener = Tags.of(MeterTag.GROUP.of(record.group()), MeterTag.LISTENER.of(record.listener()));
		Tags tags = listener.and(MeterTag.TOPIC.of(record.topic()), MeterTag.PARTITION.of(record.partition()));
		Map<Tags, AtomicLong> known = this.offsets.computeIfAbsent(listener, (added) -> new HashMap<>());
		AtomicLong offset = known.get(tags);
		if (offset != null) {
			offset.set(record.offset());
			return;
		}
		AtomicLong first = new AtomicLong(record.offset());
		known.put(tags, first);
		this.registries.forEach((registry) -> register(registry, tags, first));
	}

	@Override
	public void prepare(ListenerContainer listener) {
		// There is something to show only once a record took too long.
	}

	@Override
	public synchronized void forget(ListenerContainer listener) {
		Map<Tags, AtomicLong> known = this.offsets.remove(ListenerMeters.tags(listener));
		if (known != null) {
			known.keySet().forEach((tags) -> this.registries.forEach((registry) -> remove(registry, tags)));
		}
	}

	private static void register(MeterRegistry registry, Tags tags, AtomicLong offset) {
		DeliveryMeter.OVERLONG_RECORD.gauge(registry, tags, offset, AtomicLong::get);
	}

	private static void remove(MeterRegistry registry, Tags tags) {
		Gauge gauge = registry.find(DeliveryMeter.OVERLONG_RECORD.getName()).tags(tags).gauge();
		if (gauge != null) {
			registry.remove(gauge);
		}
	}

}
