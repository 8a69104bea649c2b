package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.commit.OverlongListener;
import io.steadykafka.commit.OverlongRecord;
import io.steadykafka.listener.ContainerPreparer;
import io.steadykafka.listener.ListenerContainer;

/**
 * Says which record took longer than {@code max.poll.interval.ms}.
 * <ul>
 * <li>{@code steady.kafka.overlong.record}, gauge, the offset of the last such record of
 * a partition, tags {@code group}, {@code listener}, {@code topic} and {@code partition}.
 * Absent for partitions that never had one; of a batch it is the first record.</li>
 * </ul>
 */
public final class OverlongMetrics implements MeterBinder, OverlongListener, ContainerPreparer {

	private static final String NAME = "steady.kafka.overlong.record";

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<ListenerContainer, Map<Tags, AtomicLong>> offsets = new HashMap<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.offsets.values().forEach((known) -> known.forEach((tags, offset) -> register(registry, tags, offset)));
	}

	@Override
	public synchronized void overlong(ListenerContainer listener, OverlongRecord record) {
		Tags tags = Tags.of(ListenerMeters.GROUP, listener.group(), ListenerMeters.LISTENER, listener.id(), "topic",
				record.topic(), "partition", String.valueOf(record.partition()));
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
		Map<Tags, AtomicLong> known = this.offsets.remove(listener);
		if (known != null) {
			known.keySet().forEach((tags) -> this.registries.forEach((registry) -> remove(registry, tags)));
		}
	}

	private static void register(MeterRegistry registry, Tags tags, AtomicLong offset) {
		Gauge.builder(NAME, offset, AtomicLong::get)
			.description("Offset of the partition's last record that took longer than max.poll.interval.ms")
			.tags(tags)
			.register(registry);
	}

	private static void remove(MeterRegistry registry, Tags tags) {
		Gauge gauge = registry.find(NAME).tags(tags).gauge();
		if (gauge != null) {
			registry.remove(gauge);
		}
	}

}
