package io.steadykafka.operations.internal.instances;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a typical report is as small as docs/operations.md says.
 */
class ReportSizeTests {

	/**
	 * What a record of the log adds to its key and value: a batch of one.
	 */
	private static final int OVERHEAD = 61 + 13;

	@Test
	void aTypicalReportHasAboutAKilobyte() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put(ClaimedPartitions.FIELD, Map.of("shop", Map.of("listener 'orders' of this instance",
				Map.of("orders", numbers()), "listener 'payments' of this instance", Map.of("payments", numbers()))));
		body.put("listeners", Map.of("orders", listener(), "payments", listener()));
		body.put("failing", Map.of("orders orders-3@1048576", failing()));
		Message report = new Message.Report(InstanceIdentity.here("4711@shop-7d9c5b6f4-x2x7q"), body);
		int size = MessageFormat.write(report).length + MessageFormat.key(report).length + OVERHEAD;
		assertThat(size).isBetween(980, 1_080);
	}

	private static List<Integer> numbers() {
		return IntStream.range(0, 12).boxed().toList();
	}

	private static Map<String, Object> listener() {
		Map<String, Object> listener = new LinkedHashMap<>();
		listener.put("group", "shop");
		listener.put("state", "running");
		listener.put("paused", List.of());
		return listener;
	}

	private static Map<String, Object> failing() {
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("listener", "orders");
		record.put("group", "shop");
		record.put("topic", "orders");
		record.put("partition", 3);
		record.put("offset", 1_048_576L);
		record.put("timestamp", "2026-01-01T00:00:00.123Z");
		record.put("key", "order-0815");
		record.put("state", "BLOCKED");
		for (String time : List.of("since", "firstFailure", "lastFailure", "nextAttempt")) {
			record.put(time, "2026-01-01T00:00:00.123456Z");
		}
		record.put("attempts", 10);
		record.put("exception", "IllegalStateException: no stock of article 4711, which order 0815 asks for");
		record.put("notDeadLettered", "");
		return record;
	}

}
