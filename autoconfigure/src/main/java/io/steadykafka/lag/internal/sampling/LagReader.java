package io.steadykafka.lag.internal.sampling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.lag.internal.group.WatchedGroup;
import io.steadykafka.lag.internal.offsets.ResetPolicy;
import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the offsets of one sample of a cluster: committed offsets first and ends after.
 * The other way round a group that commits in between would seem to be ahead of the log.
 */
public final class LagReader {

	private final OffsetRequests requests;

	private final Clock clock;

	private final @Nullable Duration olderThan;

	/**
	 * Creates a reader.
	 * @param olderThan from which age on a record is too old, {@code null} to not ask
	 */
	public LagReader(OffsetRequests requests, Clock clock, @Nullable Duration olderThan) {
		this.requests = requests;
		this.clock = clock;
		this.olderThan = olderThan;
	}

	/**
	 * Reads committed offsets, and asks for the bounds of the logs.
	 * @param request what to read
	 * @param resting groups of which all committed offsets are wanted, too, as no member
	 * here owns anything yet
	 * @param share those that are watched and are share groups
	 * @param topics tells which topics do not exist
	 * @param more other topics of each group that are to be looked up
	 * @return waits for the bounds, and tells what was read
	 */
	public Supplier<OffsetsRead> read(SampleRequest request, Set<String> resting, Set<String> share, KnownTopics topics,
			Supplier<Map<String, Set<String>>> more) {
		topics.refresh(this.requests, this.clock.instant());
		Map<String, Set<TopicPartition>> owned = new HashMap<>();
		request.partitions().forEach((group, rules) -> owned.put(group, rules.keySet()));
		owned.keySet().removeAll(resting);
		Set<String> whole = new HashSet<>(request.watched().keySet());
		whole.addAll(resting);
		Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed = this.requests.committed(owned,
				whole, share);
		Map<String, Map<TopicPartition, ReadRule>> rules = new HashMap<>();
		request.partitions().forEach((group, ofGroup) -> rules.put(group, new HashMap<>(ofGroup)));
		request.watched().forEach((id, group) -> rules.put(id, watched(group, committed.get(id))));
		if (!committed.isEmpty() && committed.values().stream().allMatch(RequestOutcome::isTimedOut)) {
			// The brokers are away: each request more would take its time, too, and the
			// next sample would be late.
			OffsetsRead none = new OffsetsRead(this.clock.instant(), rules, committed, LogOffsets.NONE, Map.of());
			return () -> none;
		}
		Set<String> all = topicsOf(request, rules);
		Map<String, Set<String>> others = more.get();
		others.values().forEach(all::addAll);
		HiddenTopics hidden = HiddenTopics.of(request, rules, others);
		all.addAll(hidden.all());
		hidden.all().forEach(topics::forget);
		topics.update(all, rules.values().stream().flatMap((ofGroup) -> ofGroup.keySet().stream()), this.requests,
				this.clock.instant());
		hidden.addTo(rules, topics);
		// Offsets of a topic that was deleted stay for a while, and to ask for its end
		// would hold up the whole sample.
		rules.values().forEach((ofGroup) -> ofGroup.keySet().removeIf(topics::isMissing));
		Instant at = this.clock.instant();
		Supplier<LogOffsets> asked = askForLog(rules, committed);
		return () -> {
			LogOffsets log = asked.get();
			return new OffsetsRead(at, rules, committed, log, behindLogStart(rules, committed, log));
		};
	}

	// What seems to be lost is inspected once more: a group that continues on a topic
	// whose records are deleted behind it has lost nothing.
	private Map<String, Map<TopicPartition, Long>> behindLogStart(Map<String, Map<TopicPartition, ReadRule>> groups,
			Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed, LogOffsets log) {
		Map<String, Map<TopicPartition, Long>> behind = behindLogStart(groups.keySet(), committed, log);
		Map<String, Set<TopicPartition>> asked = new HashMap<>();
		behind.forEach((group, offsets) -> asked.put(group, offsets.keySet()));
		return behind.isEmpty() ? behind
				: behindLogStart(asked.keySet(), this.requests.committed(asked, Set.of(), Set.of()), log);
	}

	private static Map<String, Map<TopicPartition, Long>> behindLogStart(Set<String> groups,
			Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed, LogOffsets log) {
		Map<String, Map<TopicPartition, Long>> behind = new HashMap<>();
		groups.forEach((group) -> {
			RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> ofGroup = committed.get(group);
			if (ofGroup != null && !ofGroup.isFailed()) {
				ofGroup.get().forEach((partition, offset) -> {
					if (offset != null && offset.offset() < log.start(partition).orElse(0)) {
						behind.computeIfAbsent(group, (key) -> new HashMap<>()).put(partition, offset.offset());
					}
				});
			}
		});
		return behind;
	}

	private static Set<String> topicsOf(SampleRequest request, Map<String, Map<TopicPartition, ReadRule>> rules) {
		Set<String> all = new HashSet<>();
		request.subscribed().values().forEach(all::addAll);
		rules.values().forEach((ofGroup) -> ofGroup.keySet().forEach((partition) -> all.add(partition.topic())));
		return all;
	}

	private static Map<TopicPartition, ReadRule> watched(WatchedGroup group,
			@Nullable RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> committed) {
		if (committed == null || committed.isFailed()) {
			return new HashMap<>();
		}
		return committed.get()
			.keySet()
			.stream()
			.filter((partition) -> group.includes(partition.topic()))
			.collect(Collectors.toMap((partition) -> partition, (partition) -> ReadRule.KAFKA_DEFAULT));
	}

	private Supplier<LogOffsets> askForLog(Map<String, Map<TopicPartition, ReadRule>> groups,
			Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed) {
		Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
		Map<IsolationLevel, Map<TopicPartition, OffsetSpec>> ends = new EnumMap<>(IsolationLevel.class);
		ends.put(IsolationLevel.READ_UNCOMMITTED, new HashMap<>());
		Map<Duration, Map<TopicPartition, OffsetSpec>> resets = new HashMap<>();
		Map<TopicPartition, OffsetSpec> young = new HashMap<>();
		Instant now = this.clock.instant();
		groups.forEach((group, rules) -> rules.forEach((partition, rule) -> {
			starts.put(partition, OffsetSpec.earliest());
			// With the high watermark, to know of open transactions.
			ends.get(IsolationLevel.READ_UNCOMMITTED).put(partition, OffsetSpec.latest());
			ends.computeIfAbsent(rule.isolation(), (key) -> new HashMap<>()).put(partition, OffsetSpec.latest());
			if (rule.reset().kind() == ResetPolicy.Kind.BY_DURATION
					&& neverCommitted(committed.get(group), partition)) {
				resets.computeIfAbsent(rule.reset().duration(), (key) -> new HashMap<>())
					.put(partition, since(now, rule.reset().duration()));
			}
			if (this.olderThan != null) {
				young.put(partition, since(now, this.olderThan));
			}
		}));
		// All are under way before the first one is waited for. A high watermark that is
		// read before the last stable offset may be below it.
		Map<IsolationLevel, Supplier<Map<TopicPartition, RequestOutcome<Long>>>> end = new EnumMap<>(
				IsolationLevel.class);
		ends.forEach((isolation, specs) -> end.put(isolation, this.requests.offsets(specs, isolation)));
		Supplier<Map<TopicPartition, RequestOutcome<Long>>> start = uncommitted(starts);
		Map<Duration, Supplier<Map<TopicPartition, RequestOutcome<Long>>>> reset = new HashMap<>();
		resets.forEach((back, specs) -> reset.put(back, uncommitted(specs)));
		Supplier<Map<TopicPartition, RequestOutcome<Long>>> first = uncommitted(young);
		return () -> {
			Map<IsolationLevel, Map<TopicPartition, RequestOutcome<Long>>> endOffsets = answers(end);
			return new LogOffsets(start.get(), endOffsets, answers(reset), first.get());
		};
	}

	private static <K> Map<K, Map<TopicPartition, RequestOutcome<Long>>> answers(
			Map<K, Supplier<Map<TopicPartition, RequestOutcome<Long>>>> asked) {
		Map<K, Map<TopicPartition, RequestOutcome<Long>>> answers = new HashMap<>();
		asked.forEach((key, answer) -> answers.put(key, answer.get()));
		return answers;
	}

	private Supplier<Map<TopicPartition, RequestOutcome<Long>>> uncommitted(Map<TopicPartition, OffsetSpec> specs) {
		return this.requests.offsets(specs, IsolationLevel.READ_UNCOMMITTED);
	}

	private static OffsetSpec since(Instant now, Duration back) {
		return OffsetSpec.forTimestamp(now.minus(back).toEpochMilli());
	}

	private static boolean neverCommitted(@Nullable RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> committed,
			TopicPartition partition) {
		return committed != null && !committed.isFailed() && committed.get().get(partition) == null;
	}

	/**
	 * What was read.
	 *
	 * @param behindLogStart committed offsets below the log start, read after it, by
	 * group
	 */
	public record OffsetsRead(Instant at, Map<String, Map<TopicPartition, ReadRule>> rules,
			Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed, LogOffsets log,
			Map<String, Map<TopicPartition, Long>> behindLogStart) {

		static OptionalLong offset(@Nullable OffsetAndMetadata committed) {
			return (committed != null) ? OptionalLong.of(committed.offset()) : OptionalLong.empty();
		}

	}

}
