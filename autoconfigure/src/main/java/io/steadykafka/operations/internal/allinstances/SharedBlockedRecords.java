package io.steadykafka.operations.internal.allinstances;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.BlockedRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Operates on the failed records of all instances.
 */
public final class SharedBlockedRecords implements BlockedRecords {

	private final BlockedRecords local;

	private final OtherInstances others;

	public SharedBlockedRecords(BlockedRecords local, OtherInstances others) {
		this.local = local;
		this.others = others;
	}

	@Override
	public List<FailedRecord> list() {
		Map<String, Map<TopicPartition, FailedRecord>> byListener = new LinkedHashMap<>();
		// A record that moved here may stand in the last report of its former owner.
		Stream.concat(this.local.list().stream(), this.others.failing().stream())
			.forEach((record) -> byListener.computeIfAbsent(record.listener(), (key) -> new LinkedHashMap<>())
				.putIfAbsent(record.partition(), record));
		return byListener.values().stream().flatMap((records) -> records.values().stream()).toList();
	}

	@Override
	public FailedRecord retryNow(String listener, String topic, int partition, long offset) {
		return request("retry", listener, new TopicPartition(topic, partition), offset,
				() -> this.local.retryNow(listener, topic, partition, offset));
	}

	@Override
	public FailedRecord skip(String listener, String topic, int partition, long offset) {
		return request("skip", listener, new TopicPartition(topic, partition), offset,
				() -> this.local.skip(listener, topic, partition, offset));
	}

	@Override
	public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
		return request("dead-letter", listener, new TopicPartition(topic, partition), offset,
				() -> this.local.deadLetter(listener, topic, partition, offset));
	}

	private FailedRecord request(String type, String listener, TopicPartition partition, long offset,
			Supplier<FailedRecord> here) {
		boolean isHere = this.local.list()
			.stream()
			.anyMatch((record) -> record.listener().equals(listener) && record.partition().equals(partition));
		Map<String, String> instances = (isHere) ? Map.of()
				: this.others.failingOn((record) -> record.listener().equals(listener)
						&& record.partition().equals(partition) && record.offset() == offset);
		if (instances.isEmpty()) {
			return here.get();
		}
		Map<String, @Nullable Object> command = new LinkedHashMap<>();
		command.put("type", type);
		command.put("listener", listener);
		command.put("topic", partition.topic());
		command.put("partition", partition.partition());
		command.put("offset", offset);
		// The former owner of its partition may have reported it too.
		Collection<RemoteAnswer> answers = this.others.call(command, instances).values();
		RemoteAnswer answer = answers.stream()
			.filter(RemoteAnswer::isDone)
			.findFirst()
			.orElseThrow(() -> answers.iterator().next().exception());
		return FailedRecordDocument.read(answer.body().get("record"))
			.orElseThrow(() -> new IllegalStateException(
					answer.instance() + " gave an answer that is not understood. Look at the record again"));
	}

}
