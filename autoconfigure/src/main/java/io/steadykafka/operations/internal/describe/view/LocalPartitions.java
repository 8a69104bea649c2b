package io.steadykafka.operations.internal.describe.view;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What this instance knows of partitions of a group, at one moment.
 */
final class LocalPartitions {

	private static final String BY_APPLICATION = "paused by the application";

	private final Map<TopicPartition, ListenerContainer> owners = new HashMap<>();

	private final Map<TopicPartition, String> paused = new HashMap<>();

	private final Map<TopicPartition, FailedRecord> failed = new HashMap<>();

	private final Set<TopicPartition> stuck = new HashSet<>();

	private LocalPartitions() {
	}

	static LocalPartitions of(GroupView group, ListenerViews views) {
		LocalPartitions local = new LocalPartitions();
		group.listeners().forEach((listener) -> local.add(listener, views));
		return local;
	}

	private void add(ListenerContainer listener, ListenerViews views) {
		List<MessageListenerContainer> members = views.states().members(listener);
		boolean all = listener.container().isPauseRequested();
		List<WatchFinding> wedged = views.watchdog()
			.apply(listener)
			.stream()
			.filter((finding) -> finding.state() == WatchState.WEDGED_PARTITION)
			.toList();
		views.owned().of(listener).forEach((partition) -> {
			this.owners.put(partition, listener);
			Optional<String> why = views.pauses().of(listener.id(), partition);
			if (why.isPresent() || all
					|| members.stream().anyMatch((member) -> member.isPartitionPauseRequested(partition))) {
				this.paused.put(partition, why.orElse(BY_APPLICATION));
			}
			if (wedged.stream().anyMatch((finding) -> names(finding.reason(), partition))) {
				this.stuck.add(partition);
			}
		});
		views.failing()
			.apply(listener)
			.orElse(List.of())
			.forEach((record) -> this.failed.put(record.partition(), record));
	}

	/**
	 * Whether a reason names a partition: in it, names of partitions are no parts of
	 * other words.
	 */
	static boolean names(String reason, TopicPartition partition) {
		return Pattern.compile("(?<![\\w.-])" + Pattern.quote(partition.toString()) + "(?![\\w.-])")
			.matcher(reason)
			.find();
	}

	Set<TopicPartition> owned() {
		return this.owners.keySet();
	}

	@Nullable ListenerContainer listener(TopicPartition partition) {
		return this.owners.get(partition);
	}

	/**
	 * What pauses a partition, empty if nothing does.
	 */
	String paused(TopicPartition partition) {
		return this.paused.getOrDefault(partition, "");
	}

	Optional<FailedRecord> failed(TopicPartition partition) {
		return Optional.ofNullable(this.failed.get(partition));
	}

	boolean isStuck(TopicPartition partition) {
		return this.stuck.contains(partition);
	}

}
