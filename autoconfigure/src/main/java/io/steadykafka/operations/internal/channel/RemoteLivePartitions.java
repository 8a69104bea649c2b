package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.operations.internal.reset.LivePartitions;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that members of all instances own. Those of this instance are operated
 * directly, those of others by commands.
 */
public final class RemoteLivePartitions implements LivePartitions {

	/**
	 * For the way there and back: who needs all the time that it has can still say why.
	 */
	private static final Duration TRANSPORT = Duration.ofSeconds(2);

	private static final Duration RELEASE = Duration.ofSeconds(10);

	private static final InstanceIdentity HERE = new InstanceIdentity("", "this instance");

	/**
	 * Who holds what, by operation: owners may change meanwhile.
	 */
	private final Map<String, Map<TopicPartition, InstanceIdentity>> holders = new ConcurrentHashMap<>();

	/**
	 * Orders commands, which may overtake each other.
	 */
	private final AtomicLong steps = new AtomicLong();

	private final LivePartitions local;

	private final Supplier<Map<String, RemoteReport>> others;

	private final CommandSender sender;

	public RemoteLivePartitions(LivePartitions local, Supplier<Map<String, RemoteReport>> others,
			CommandSender sender) {
		this.local = local;
		this.others = others;
		this.sender = sender;
	}

	@Override
	public Map<TopicPartition, String> owners(String group) {
		Map<TopicPartition, String> owners = new HashMap<>();
		ClaimedPartitions.in(this.others.get().values(), group)
			.forEach((partition, claim) -> owners.put(partition,
					claim.owner() + " of instance '" + claim.instance().name() + "'"));
		owners.putAll(this.local.owners(group));
		return owners;
	}

	private Map<TopicPartition, InstanceIdentity> instances(String group) {
		Map<TopicPartition, InstanceIdentity> instances = new HashMap<>();
		ClaimedPartitions.in(this.others.get().values(), group)
			.forEach((partition, claim) -> instances.put(partition, claim.instance()));
		this.local.owners(group).keySet().forEach((partition) -> instances.put(partition, HERE));
		return instances;
	}

	@Override
	public Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions,
			Duration timeout) {
		Map<TopicPartition, InstanceIdentity> owners = instances(group);
		owners.keySet().retainAll(partitions);
		this.holders.computeIfAbsent(operation, (key) -> new ConcurrentHashMap<>()).putAll(owners);
		Map<TopicPartition, String> problems = everywhere(owners, timeout,
				(there) -> command("hold", operation, group, "partitions", PartitionDocument.of(there), timeout),
				(here) -> this.local.hold(operation, group, here, timeout));
		partitions.forEach((partition) -> {
			if (!owners.containsKey(partition)) {
				problems.put(partition, "no member that can be reached owns it");
			}
		});
		return problems;
	}

	@Override
	public Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout) {
		Map<TopicPartition, InstanceIdentity> holding = new HashMap<>(this.holders.getOrDefault(operation, Map.of()));
		holding.keySet().retainAll(offsets.keySet());
		Map<TopicPartition, String> problems = everywhere(
				holding, timeout, (there) -> command("move", operation, group, "offsets",
						PartitionDocument.of(only(offsets, there)), timeout),
				(here) -> this.local.move(operation, group, only(offsets, here), timeout));
		offsets.keySet().forEach((partition) -> {
			if (!holding.containsKey(partition)) {
				problems.put(partition, "is not held");
			}
		});
		return problems;
	}

	private static Map<TopicPartition, Long> only(Map<TopicPartition, Long> offsets, Set<TopicPartition> partitions) {
		return offsets.entrySet()
			.stream()
			.filter((entry) -> partitions.contains(entry.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Also by those that did not answer: they may have held it later.
	 */
	@Override
	public void release(String operation, String group) {
		Map<TopicPartition, InstanceIdentity> holding = this.holders.remove(operation);
		try {
			this.local.release(operation, group);
		}
		finally {
			Set<String> instances = (holding != null) ? holding.values()
				.stream()
				.filter((instance) -> !instance.equals(HERE))
				.map(InstanceIdentity::id)
				.collect(Collectors.toSet()) : Set.of();
			if (!instances.isEmpty()) {
				CompletableFuture<?> unused = this.sender
					.send(command("release", operation, group, "partitions", Map.of(), RELEASE), instances, RELEASE);
			}
		}
	}

	private Map<String, @Nullable Object> command(String type, String operation, String group, String field,
			Object partitions, Duration timeout) {
		Map<String, @Nullable Object> command = new LinkedHashMap<>();
		command.put("type", type);
		command.put("operation", operation);
		command.put("group", group);
		command.put("timeoutMs", timeout.toMillis());
		command.put(field, partitions);
		command.put("step", this.steps.incrementAndGet());
		return command;
	}

	private Map<TopicPartition, String> everywhere(Map<TopicPartition, InstanceIdentity> where, Duration timeout,
			Function<Set<TopicPartition>, Map<String, @Nullable Object>> there,
			Function<Set<TopicPartition>, Map<TopicPartition, String>> here) {
		Map<InstanceIdentity, Set<TopicPartition>> byInstance = new HashMap<>();
		where.forEach(
				(partition, instance) -> byInstance.computeIfAbsent(instance, (key) -> new HashSet<>()).add(partition));
		Set<TopicPartition> own = byInstance.remove(HERE);
		Duration longest = timeout.plus(TRANSPORT);
		List<Asked> asked = new ArrayList<>();
		byInstance.forEach((instance, partitions) -> asked.add(new Asked(instance, partitions,
				this.sender.send(there.apply(partitions), Set.of(instance.id()), longest))));
		Map<TopicPartition, String> problems = new HashMap<>();
		if (own != null) {
			problems.putAll(here.apply(own));
		}
		asked.forEach((each) -> problems.putAll(each.problems(longest)));
		return problems;
	}

	/**
	 * An instance that is asked about partitions.
	 */
	private record Asked(InstanceIdentity instance, Set<TopicPartition> partitions,
			CompletableFuture<Map<String, Map<String, @Nullable Object>>> answers) {

		Map<TopicPartition, String> problems(Duration timeout) {
			Map<String, Map<String, @Nullable Object>> answered = this.answers.join();
			Map<String, @Nullable Object> answer = answered.get(this.instance.id());
			return new PartitionAnswer(this.instance, timeout).problems(this.partitions, answer);
		}

	}

}
