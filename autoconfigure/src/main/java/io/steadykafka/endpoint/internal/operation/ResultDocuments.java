package io.steadykafka.endpoint.internal.operation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.Failure;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import org.jspecify.annotations.Nullable;

/**
 * What operations answer, as documents of maps, lists, texts, numbers and booleans.
 */
final class ResultDocuments {

	private ResultDocuments() {
	}

	static Map<String, @Nullable Object> of(FailedRecord record) {
		Failure failure = record.failure();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("listener", record.listener());
		document.put("topic", record.partition().topic());
		document.put("partition", record.partition().partition());
		document.put("offset", record.offset());
		document.put("timestamp", text(record.timestamp()));
		document.put("key", record.key());
		document.put("state", state(record));
		document.put("since", text(failure.since()));
		document.put("attempts", failure.attempts());
		document.put("firstFailure", text(failure.firstFailure()));
		document.put("lastFailure", text(failure.lastFailure()));
		document.put("nextAttempt", text(failure.nextAttempt()));
		document.put("exception", failure.exception());
		document.put("notDeadLettered", failure.notDeadLettered());
		return document;
	}

	static String state(FailedRecord record) {
		return record.failure().state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	static Map<String, @Nullable Object> of(OffsetReset reset, boolean dryRun) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("id", reset.id());
		document.put("group", reset.group());
		document.put("at", text(reset.at()));
		document.put("by", reset.by());
		document.put("dryRun", dryRun);
		document.put("executed", reset.executed());
		document.put("needsForce", reset.needsForce());
		document.put("partitions", reset.partitions().stream().map(ResultDocuments::of).toList());
		return document;
	}

	private static Map<String, @Nullable Object> of(PartitionReset partition) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("topic", partition.partition().topic());
		document.put("partition", partition.partition().partition());
		document.put("before", (partition.before().isPresent()) ? partition.before().getAsLong() : null);
		document.put("after", partition.after());
		document.put("timestampBefore", text(partition.timestampBefore()));
		document.put("timestampAfter", text(partition.timestampAfter()));
		document.put("again", partition.again());
		document.put("leftOut", partition.leftOut());
		document.put("owner", partition.owner());
		document.put("done", partition.done());
		document.put("note", partition.note());
		return document;
	}

	static Map<String, @Nullable Object> of(DeadLetterReplay replay, boolean dryRun) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("id", replay.id());
		document.put("listener", replay.listener());
		document.put("topic", replay.topic());
		document.put("dryRun", dryRun);
		document.put("records", replay.progress().records());
		document.put("replayed", replay.progress().replayed());
		document.put("failedAgain", replay.progress().failedAgain());
		document.put("running", replay.progress().running());
		document.put("exceptions", new TreeMap<>(replay.exceptions()));
		document.put("from", text(replay.from()));
		document.put("to", text(replay.to()));
		document.put("problem", replay.problem());
		return document;
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

}
