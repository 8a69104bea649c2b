package io.steadykafka.lag.internal.sampling;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.lag.internal.group.WatchedGroup;
import io.steadykafka.listener.internal.ListenerContainer;

/**
 * The groups that are sampled on one cluster, those of listeners and the watched ones,
 * with their last samples. Changed by any thread, except for the samples.
 */
public final class SampledGroups {

	private final List<ListenerContainer> listeners = new CopyOnWriteArrayList<>();

	private final List<WatchedGroup> watched = new CopyOnWriteArrayList<>();

	private final String cluster;

	private volatile Map<String, GroupLag> samples = Map.of();

	SampledGroups(String cluster) {
		this.cluster = cluster;
	}

	public void add(ListenerContainer listener) {
		this.listeners.add(listener);
	}

	public void remove(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	public boolean has(ListenerContainer listener) {
		return this.listeners.contains(listener);
	}

	public void watch(List<WatchedGroup> others) {
		this.watched.addAll(others);
	}

	public void drop(GroupTopic topic) {
		this.watched.replaceAll((group) -> group.id().equals(topic.group()) ? group.without(topic.topic()) : group);
	}

	public boolean isEmpty() {
		return this.listeners.isEmpty() && this.watched.isEmpty();
	}

	List<ListenerContainer> listeners() {
		return this.listeners;
	}

	List<WatchedGroup> watched() {
		return this.watched;
	}

	Set<String> subscribed() {
		return this.listeners.stream()
			.filter(ListenerContainer::isSubscribed)
			.map(ListenerContainer::group)
			.collect(Collectors.toSet());
	}

	/**
	 * The last good sample of each group, those of listeners first.
	 */
	public List<GroupLag> lag() {
		Map<String, GroupLag> sampled = this.samples;
		Map<String, GroupLag> all = new LinkedHashMap<>();
		this.listeners.forEach((listener) -> all.computeIfAbsent(listener.group(),
				(group) -> sampled.getOrDefault(group, notSampled(group, false))));
		this.watched.forEach((other) -> all.computeIfAbsent(other.id(),
				(group) -> sampled.getOrDefault(group, notSampled(group, true))));
		return List.copyOf(all.values());
	}

	private GroupLag notSampled(String group, boolean other) {
		return GroupSamples.notSampled(group, this.cluster, other);
	}

	Map<String, GroupLag> samples() {
		return this.samples;
	}

	void sampled(Map<String, GroupLag> now) {
		this.samples = Map.copyOf(now);
	}

	void fail(String reason) {
		Map<String, GroupLag> failed = new HashMap<>();
		lag().forEach((group) -> failed.put(group.group(), GroupSamples.failed(group, reason)));
		this.samples = failed;
	}

}
