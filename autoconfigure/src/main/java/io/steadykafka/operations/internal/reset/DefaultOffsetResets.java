package io.steadykafka.operations.internal.reset;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.internal.reset.plan.PartitionOwners;
import io.steadykafka.operations.internal.reset.plan.ResetScope;
import io.steadykafka.operations.internal.reset.plan.ResetTarget;
import io.steadykafka.operations.internal.reset.plan.ResetTargets;
import io.steadykafka.operations.internal.reset.plan.TargetParser;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Resets offsets by Admin, or by the members that own the partitions.
 */
public final class DefaultOffsetResets implements OffsetResets {

	private static final String UNKNOWN = "unknown";

	private final ResetTurns turns = new ResetTurns();

	private final GroupFinder groups;

	private final LivePartitions live;

	private final ResetTimeouts timeouts;

	private final Clock clock;

	private final ResetAnswers answers;

	private final ResetHistory history;

	/**
	 * Create resets.
	 * @param listeners the listeners of this application
	 * @param admins gives the Admin client for a listener's cluster
	 * @param live moves partitions of running members
	 * @param history the resets that can be undone
	 */
	public DefaultOffsetResets(Supplier<List<ListenerContainer>> listeners, Function<ListenerContainer, Admin> admins,
			LivePartitions live, ResetTimeouts timeouts, Clock clock, ResetHistory history) {
		this.groups = new GroupFinder(listeners, admins, timeouts);
		this.live = live;
		this.timeouts = timeouts;
		this.clock = clock;
		this.answers = new ResetAnswers(timeouts.records());
		this.history = history;
	}

	@Override
	public OffsetReset preview(ResetRequest request) {
		ResetScope.check(request);
		ResetTarget target = TargetParser.parse(request, this.clock.instant());
		return asking(request.group(), () -> {
			FoundGroup found = this.groups.find(request.group());
			PartitionOwners owners = owners(found);
			return preview(operation(request, found, owners, target), owners);
		});
	}

	private OffsetReset preview(ResetOperation operation, PartitionOwners owners) {
		Map<TopicPartition, String> obstacles = owners.obstacles(operation.partitions());
		Map<TopicPartition, PartitionOutcome> outcomes = new LinkedHashMap<>();
		operation.plan().forEach((partition, plan) -> {
			String obstacle = obstacles.get(partition);
			outcomes.put(partition, new PartitionOutcome(plan, false,
					(obstacle != null) ? "It can't be reset now: " + obstacle : null));
		});
		return this.answers.answer(operation, owners, outcomes);
	}

	@Override
	public OffsetReset execute(ResetRequest request) {
		ResetScope.check(request);
		ResetTarget target = TargetParser.parse(request, this.clock.instant());
		return this.turns.alone(request.group(), () -> asking(request.group(), () -> {
			FoundGroup found = this.groups.findSettled(request.group());
			PartitionOwners owners = owners(found);
			return execute(operation(request, found, owners, target), owners);
		}));
	}

	@Override
	public OffsetReset previewUndo(String id) {
		OffsetReset undone = this.history.get(id);
		return asking(undone.group(), () -> {
			FoundGroup found = this.groups.find(undone.group());
			PartitionOwners owners = owners(found);
			return preview(undo(undone, UNKNOWN, found, owners), owners);
		});
	}

	@Override
	public OffsetReset undo(String id, String by) {
		OffsetReset undone = this.history.get(id);
		return this.turns.alone(undone.group(), () -> asking(undone.group(), () -> {
			FoundGroup found = this.groups.findSettled(undone.group());
			PartitionOwners owners = owners(found);
			return execute(undo(undone, by, found, owners), owners);
		}));
	}

	@Override
	public List<OffsetReset> recent() {
		return this.history.lastFirst();
	}

	private static OffsetReset asking(String group, Supplier<OffsetReset> action) {
		try {
			return action.get();
		}
		catch (KafkaException ex) {
			throw new IllegalStateException("The offsets of group '" + PlainText.name(group)
					+ "' could not be read, as " + BrokerRefusal.describe(ex) + ". Nothing was reset", ex);
		}
	}

	private PartitionOwners owners(FoundGroup found) {
		return new PartitionOwners(found.members(), this.live.owners(found.group()));
	}

	private ResetOperation operation(ResetRequest request, FoundGroup found, PartitionOwners owners,
			ResetTarget target) {
		PartitionOffsetsReader reader = reader(found);
		Set<TopicPartition> ofGroup = new HashSet<>(reader.committed(request.group()).keySet());
		ofGroup.addAll(found.members().owners().keySet());
		ofGroup.addAll(owners.reachable().keySet());
		Map<String, Set<TopicPartition>> existing = reader.partitions(ResetScope.topics(request, ofGroup));
		return new ResetOperation(newId(), this.clock.instant(), request.by(), found,
				ResetScope.partitions(request, existing, ofGroup), (partition) -> target, request.force(), reader);
	}

	private ResetOperation undo(OffsetReset undone, String by, FoundGroup found, PartitionOwners owners) {
		PartitionOffsetsReader reader = reader(found);
		Map<TopicPartition, ResetTarget> targets = new HashMap<>();
		undone.partitions()
			.stream()
			.filter(PartitionReset::done)
			.forEach((reset) -> targets.put(reset.partition(), ResetTargets.back(reset.before(),
					owners.reachable().containsKey(reset.partition()), found.uncommittedStart())));
		ResetScope.checkExist(targets.keySet(), reader.partitions(ResetScope.topics(targets.keySet())));
		// Where it was is what is asked for, wherever the log ends now.
		return new ResetOperation(newId(), this.clock.instant(), by, found, Set.copyOf(targets.keySet()),
				(partition) -> Objects.requireNonNull(targets.get(partition)), true, reader);
	}

	private OffsetReset execute(ResetOperation operation, PartitionOwners owners) {
		Map<TopicPartition, String> obstacles = owners.obstacles(operation.partitions());
		if (!obstacles.isEmpty()) {
			throw new IllegalStateException("Nothing was reset in group '" + PlainText.name(operation.group()) + "'. "
					+ ResetOperation.list(obstacles) + ". Name other partitions, or stop the group's members first");
		}
		Map<TopicPartition, PartitionOutcome> outcomes = (owners.reached(operation.partitions()).isEmpty())
				? new EmptyGroupReset(this.timeouts.brokers()).execute(operation)
				: new LiveReset(this.live, this.timeouts.members()).execute(operation, owners.reachable());
		OffsetReset reset = this.answers.answer(operation, owners, outcomes);
		if (reset.executed()) {
			this.history.executed(reset);
		}
		return reset;
	}

	private PartitionOffsetsReader reader(FoundGroup found) {
		return new PartitionOffsetsReader(found.admin(), this.timeouts.brokers());
	}

	private static String newId() {
		return UUID.randomUUID().toString();
	}

}
