package io.steadykafka.endpoint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplay.Progress;
import io.steadykafka.operations.DeadLetterReplays;
import org.jspecify.annotations.Nullable;

/**
 * Replays as {@link FakeOperations} has the rest.
 */
final class FakeReplays implements DeadLetterReplays {

	private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

	private final FakeOperations operations;

	FakeReplays(FakeOperations operations) {
		this.operations = operations;
	}

	@Override
	public DeadLetterReplay preview(String listener, String topic) {
		FakeOperations.answerByName(topic);
		return new DeadLetterReplay(null, listener, topic + "-dlt", new Progress(4, 0, 0, false),
				Map.of("java.lang.IllegalStateException", 4L), AT, null, null);
	}

	@Override
	public DeadLetterReplay start(String listener, String topic, String by) {
		FakeOperations.answerByName(topic);
		this.operations.change("replay " + listener + " " + topic + " " + by);
		return new DeadLetterReplay("replay-1", listener, topic + "-dlt", new Progress(4, 0, 0, true), Map.of(), AT, AT,
				null);
	}

	@Override
	public List<Map<String, @Nullable Object>> browse(String listener, String topic, int limit) {
		FakeOperations.answerByName(topic);
		Map<String, @Nullable Object> record = new LinkedHashMap<>();
		record.put("key", FakeOperations.HOSTILE);
		record.put("value", null);
		record.put("limit", limit);
		return List.of(record);
	}

	@Override
	public List<DeadLetterReplay> recent() {
		return List.of(replay("replay-1", "orders"), replay("replay-2", "first"));
	}

	@Override
	public DeadLetterReplay cancel(String id, String by) {
		if (!id.equals("replay-1")) {
			throw new NoSuchElementException("There is no replay '" + id + "' under way");
		}
		this.operations.change("cancel " + id + " " + by);
		return replay(id, "orders");
	}

	private static DeadLetterReplay replay(String id, String listener) {
		return new DeadLetterReplay(id, listener, "orders-dlt", new Progress(4, 1, 0, true), Map.of(), AT, AT, null);
	}

}
