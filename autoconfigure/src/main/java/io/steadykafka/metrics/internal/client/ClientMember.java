package io.steadykafka.metrics.internal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Tags;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.client.ClientMetricChoice.Level;
import io.steadykafka.metrics.internal.listener.ListenerMeters;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A running member and the metrics of its consumer. Is asked by one thread only.
 */
final class ClientMember {

	/**
	 * A consumer may lose as many metrics as it gets: a comparison of all of them finds
	 * that.
	 */
	private static final int INSPECTIONS_OF_COUNT_ONLY = 10;

	private final Tags member;

	private final Tags listener;

	private final Thread thread;

	private final Supplier<Map<MetricName, ? extends Metric>> metrics;

	private int known = -1;

	private int inspections;

	private List<ClientSeries> series = List.of();

	/**
	 * Create a member that has just started.
	 * @param thread the consumer's thread, which tells it from a predecessor
	 * @param metrics the metrics of its consumer, from whatever thread
	 */
	ClientMember(Key key, Thread thread, Supplier<Map<MetricName, ? extends Metric>> metrics) {
		this.listener = ListenerMeters.tags(key.listener());
		this.member = this.listener.and(MeterTag.MEMBER.of(key.number()));
		this.thread = thread;
		this.metrics = metrics;
	}

	boolean isOf(Thread other) {
		return this.thread.equals(other);
	}

	List<ClientSeries> series() {
		return this.series;
	}

	/**
	 * Finds metrics that came or went.
	 * @param choice which of them count
	 * @return {@code true} if the series may be others than before
	 */
	boolean inspect(ClientMetricChoice choice) {
		Map<MetricName, ? extends Metric> present = this.metrics.get();
		int count = present.size();
		this.inspections++;
		if (count == this.known && this.inspections < INSPECTIONS_OF_COUNT_ONLY) {
			return false;
		}
		this.known = count;
		this.inspections = 0;
		this.series = choose(present, choice);
		return true;
	}

	private List<ClientSeries> choose(Map<MetricName, ? extends Metric> present, ClientMetricChoice choice) {
		Set<String> repeated = ClientMetricChoice.repeatedTopics(Set.copyOf(present.keySet()));
		List<ClientSeries> chosen = new ArrayList<>();
		present.forEach((name, metric) -> choice.levelOf(name)
			.filter((level) -> !repeated.contains(name.tags().getOrDefault("topic", "")))
			.ifPresent((level) -> chosen.add(new ClientSeries(id(level, name), metric))));
		return List.copyOf(chosen);
	}

	private ClientSeries.Id id(Level level, MetricName name) {
		Map<String, String> tags = name.tags();
		return new ClientSeries.Id(level, name.name(), switch (level) {
			case MEMBER -> this.member;
			case TOPIC -> this.member.and(MeterTag.TOPIC.of(tags.getOrDefault("topic", "")));
			// One member reads it: which one would be another series after each
			// rebalance.
			case PARTITION -> this.listener.and(MeterTag.TOPIC.of(tags.getOrDefault("topic", "")),
					MeterTag.PARTITION.of(tags.getOrDefault("partition", "")));
			case NODE -> this.member.and(MeterTag.NODE.of(tags.getOrDefault("node-id", "")));
		});
	}

	/**
	 * A member by what stays when it is started again.
	 *
	 * @param number its number among the listener's members, from 0
	 */
	record Key(ListenerContainer listener, String number) {

		static Key of(ListenerContainer listener, MessageListenerContainer member) {
			if (member.equals(listener.container())) {
				return new Key(listener, "0");
			}
			// Spring Kafka names the container of a member by the listener and a number.
			String name = String.valueOf(member.getListenerId());
			return new Key(listener, name.substring(name.lastIndexOf('-') + 1));
		}

	}

}
