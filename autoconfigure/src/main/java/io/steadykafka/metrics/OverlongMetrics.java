package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.commit.OverlongListener;
import io.steadykafka.commit.OverlongRecord;
import io.steadykafka.listener.ListenerContainer;

/**
 * Says which record took longer than {@code max.poll.interval.ms}.
 * <ul>
 * <li>{@code steady.kafka.overlong.record}, gauge, the offset of the last such record of
 * a partition, tags {@code group}, {@code listener}, {@code topic} and {@code partition}.
 * Absent for partitions that never had one.</li>
 * </ul>
 */
public final class OverlongMetrics implements MeterBinder, OverlongListener {

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<Tags, AtomicLong> offsets = new ConcurrentHashMap<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.offsets.forEach((tags, offset) -> register(registry, tags, offset));
	}

	@Override
	public synchronized void overlong(ListenerContainer listener, OverlongRecord record) {
		Tags tags = Tags.of(ListenerMeters.GROUP, listener.group(), ListenerMeters.LISTENER, listener.id(), "topic",
				record.topic(), "partition", String.valueOf(record.partition()));
		AtomicLong offset = this.offsets.get(tags);
		if (offset != null) {
			offset.set(record.offset());
			return;
		}
		AtomicLong first = new AtomicLong(record.offset());
		this.offsets.put(tags, first);
		this.registries.forEach((registry) -> register(registry, tags, first));
	}

	private static void register(MeterRegistry registry, Tags tags, AtomicLong offset) {
		Gauge.builder("steady.kafka.overlong.record", offset, AtomicLong::get)
			.description("Offset of the partition's last record that took longer than max.poll.interval.ms")
			.tags(tags)
			.register(registry);
	}

}
