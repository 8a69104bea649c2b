package io.steadykafka.operations.internal.allinstances;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.allinstances.report.GroupReports;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.channel.Sent;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.KnownLag;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.reset.LivePartitions;
import org.apache.kafka.common.TopicPartition;

/**
 * The report of an instance of which a test says what it knows.
 */
final class KnownReport {

	final KnownGroup group = new KnownGroup();

	final List<FailedRecord> failing = new ArrayList<>();

	private final Map<TopicPartition, PartitionReading> readings = new HashMap<>();

	private final Set<TopicPartition> owned = new HashSet<>();

	void owns(TopicPartition partition, PartitionReading reading) {
		this.owned.add(partition);
		this.readings.put(partition, reading);
	}

	Map<String, Object> body() {
		this.group.local.assign(this.owned.toArray(TopicPartition[]::new));
		Clock clock = Clock.fixed(KnownGroup.NOW, ZoneOffset.UTC);
		String servers = ClusterKey.of(this.group.local.listener()).servers();
		this.group.lag = new KnownLag(List
			.of(new GroupLag("shop", servers, false, KnownGroup.NOW.minusMillis(2_340), this.readings, Set.of(), "")),
				List.of());
		return new ListenerReport(this.group.local.containers(), new OwnedHere(this.owned), new ListenerPauses(clock),
				(listener) -> "running", () -> this.failing,
				Optional.of(new GroupReports(this.group.listeners(), this.group.groups(), clock, new Containment())))
			.get();
	}

	/**
	 * What another instance knows of it.
	 */
	InstanceView received() {
		return read(Sent.report(body()), false);
	}

	static InstanceView read(Map<String, Object> body, boolean stale) {
		RemoteReport report = new RemoteReport("b", "12@host", body, KnownGroup.NOW, stale);
		return new OtherInstances(() -> Map.of("b", report), (command, instances, timeout) -> {
			throw new IllegalStateException("no command");
		}, Duration.ofSeconds(1)).inGroup("shop").get(0);
	}

	/**
	 * Partitions that are only owned.
	 */
	record OwnedHere(Set<TopicPartition> partitions) implements LivePartitions {

		@Override
		public Map<TopicPartition, String> owners(String group) {
			Map<TopicPartition, String> owners = new HashMap<>();
			this.partitions.forEach((partition) -> owners.put(partition, "listener 'orders'" + OF_THIS_INSTANCE));
			return owners;
		}

		@Override
		public Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions,
				Duration timeout) {
			return Map.of();
		}

		@Override
		public Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
				Duration timeout) {
			return Map.of();
		}

		@Override
		public void release(String operation, String group) {
			// Nothing is held.
		}

	}

}
