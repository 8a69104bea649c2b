package io.steadykafka.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.Failure;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Records what it is asked to change, and answers by what the names say: "missing",
 * "busy", "forbidden" and "wrong" are not there, can't be operated on now, may not, and
 * are not valid.
 */
final class FakeOperations implements GroupDescriptions, ListenerControl, BlockedRecords, OffsetResets {

	static final String HOSTILE = "<script>alert('1')</script>\nFAKE line\u202e";

	private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

	private final List<String> changes = new CopyOnWriteArrayList<>();

	private boolean stops = true;

	private boolean resetsAll = true;

	void change(String what) {
		this.changes.add(what);
	}

	List<String> changes() {
		List<String> before = new ArrayList<>(this.changes);
		this.changes.clear();
		return before;
	}

	void setStops(boolean stops) {
		this.stops = stops;
	}

	void setResetsAll(boolean resetsAll) {
		this.resetsAll = resetsAll;
	}

	@Override
	public Map<String, @Nullable Object> groups(boolean all) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("all", all);
		document.put("lag", null);
		return document;
	}

	@Override
	public Map<String, @Nullable Object> describe(String group) {
		answerByName(group);
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("group", group);
		document.put("coordinator", null);
		document.put("members", List.of(Map.of("client", HOSTILE)));
		return document;
	}

	@Override
	public void pause(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		answerByName(topic);
		this.changes.add("pause " + listener + " " + topic + " " + partition + " " + by);
	}

	@Override
	public void resume(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		answerByName(topic);
		this.changes.add("resume " + listener + " " + topic + " " + partition + " " + by);
	}

	@Override
	public boolean stop(String listener, String by) {
		this.changes.add("stop " + listener + " " + by);
		return this.stops;
	}

	@Override
	public void start(String listener, String by) {
		this.changes.add("start " + listener + " " + by);
		if (!this.stops) {
			throw new IllegalStateException("It is still finishing what it had when it was stopped");
		}
	}

	@Override
	public List<FailedRecord> list() {
		return List.of(failed("orders", 3, 17), failed("odd", 0, 5));
	}

	private static FailedRecord failed(String listener, int partition, long offset) {
		return new FailedRecord(listener, "", new TopicPartition("orders", partition), offset, null, HOSTILE,
				new Failure(State.BLOCKED, AT, 3, AT, AT, AT, HOSTILE, ""));
	}

	@Override
	public FailedRecord retryNow(String listener, String topic, int partition, long offset) {
		return changed("retry", listener, partition, offset);
	}

	@Override
	public FailedRecord skip(String listener, String topic, int partition, long offset) {
		return changed("skip", listener, partition, offset);
	}

	@Override
	public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
		return changed("dead-letter", listener, partition, offset);
	}

	private FailedRecord changed(String what, String listener, int partition, long offset) {
		this.changes.add(what + " " + listener + " " + partition + " " + offset);
		return failed(listener, partition, offset);
	}

	@Override
	public OffsetReset preview(ResetRequest request) {
		return reset(request, false);
	}

	@Override
	public OffsetReset execute(ResetRequest request) {
		OffsetReset reset = reset(request, true);
		this.changes.add("reset " + request);
		return reset;
	}

	private OffsetReset reset(ResetRequest request, boolean executed) {
		answerByName(request.topic());
		answerByName(request.value());
		TopicPartition first = new TopicPartition("orders", 0);
		TopicPartition second = new TopicPartition("orders", 1);
		return new OffsetReset("reset-1", request.group(), AT, request.by(), executed, false,
				List.of(new PartitionReset(first, OptionalLong.of(7), 2, AT, null, "listener orders", executed, null),
						new PartitionReset(second, OptionalLong.empty(), 9, null, AT, null, executed && this.resetsAll,
								"It has no committed offset")));
	}

	@Override
	public OffsetReset undo(String id, String by) {
		if (!id.startsWith("reset-")) {
			throw new NoSuchElementException("There is no reset '" + id + "' among the last 20");
		}
		this.changes.add("undo " + id + " " + by);
		return recent("undo-1", "orders-group");
	}

	@Override
	public OffsetReset previewUndo(String id) {
		if (!id.startsWith("reset-")) {
			throw new NoSuchElementException("There is no reset '" + id + "' among the last 20");
		}
		return new OffsetReset("undo-1", "orders-group", AT, "unknown", false, false,
				List.of(new PartitionReset(new TopicPartition("orders", 0), OptionalLong.of(2), 7, null, AT, null,
						false, null)));
	}

	private static OffsetReset recent(String id, String group) {
		return new OffsetReset(id, group, AT, "alice", true, false, List.of());
	}

	@Override
	public List<OffsetReset> recent() {
		return List.of(recent("reset-1", "orders-group"), recent("reset-2", "shared"));
	}

	static void answerByName(@Nullable String name) {
		String text = String.valueOf(name);
		if (text.startsWith("missing")) {
			throw new NoSuchElementException("There is no '" + text + "'");
		}
		if (text.startsWith("busy")) {
			throw new IllegalStateException("'" + text + "' can't be operated on now");
		}
		if (text.startsWith("wrong")) {
			throw new IllegalArgumentException("'" + text + "' is not valid");
		}
		if (text.startsWith("forbidden")) {
			throw new GroupAuthorizationException("Not authorized: " + text);
		}
	}

}
