package io.steadykafka.operations.internal.allinstances;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Severity;
import io.steadykafka.operations.internal.channel.Sent;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.view.GroupReport;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.PartitionState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerReport}, and for how another instance reads it.
 */
class ReportedInstanceTests {

	private final KnownReport report = new KnownReport();

	@Test
	void anotherInstanceKnowsWhatThisOneDoes() {
		this.report.owns(KnownGroup.orders(0), TestReadings.of(KnownGroup.lag(5, 9)));
		this.report.failing.add(KnownGroup.failed(0, State.BLOCKED));
		InstanceView received = this.report.received();
		assertThat(received.listeners()).containsExactly("orders: running");
		assertThat(received.failing()).containsExactly(KnownGroup.failed(0, State.BLOCKED));
		assertThat(received.report().partitions().get(KnownGroup.orders(0)).state()).isEqualTo(PartitionState.FLOWING);
		assertThat(received.leftOut()).isEmpty();
	}

	@Test
	void aReportThatWouldBeTooLargeSaysWhatItLeavesOut() {
		for (int i = 0; i < 3_000; i++) {
			this.report.owns(KnownGroup.orders(i), TestReadings.of(KnownGroup.lag(5, 9)));
			this.report.failing.add(KnownGroup.failed(i, State.BLOCKED));
		}
		InstanceView received = this.report.received();
		assertThat(received.failing()).hasSize(100);
		assertThat(received.report().partitions()).hasSize(2_000);
		assertThat(received.leftOut()).containsExactly("2900 failing records", "1000 partitions");
	}

	@Test
	void aReportIsNeverTooLarge() {
		for (int i = 0; i < 2_000; i++) {
			this.report.owns(new TopicPartition("t".repeat(200) + i, i), TestReadings.of(KnownGroup.lag(5, 9)));
			this.report.group.lint.add(new Finding("name", "orders", Severity.UNWISE, "\u0000ö".repeat(1_000), "do"));
		}
		Map<String, Object> body = this.report.body();
		assertThat(Sent.bytes(body)).hasSizeLessThan(200 * 1024);
		InstanceView received = this.report.received();
		assertThat(received.listeners()).containsExactly("orders: running");
		assertThat(received.leftOut()).anyMatch((text) -> text.endsWith(" lists of owned partitions"))
			.contains("1950 findings")
			.anyMatch((text) -> text.endsWith(" partitions"));
	}

	@Test
	void anOlderVersionReportsNoneOfIt() {
		InstanceView read = KnownReport.read(
				Map.of("listeners", Map.of("orders", Map.of("group", "shop", "state", "running", "paused", List.of()))),
				false);
		assertThat(read.report()).isEqualTo(GroupReport.NONE);
		assertThat(read.leftOut()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "topic, 1", "partition, -1", "partition, 5000000000", "offset, -1", "since, yesterday", "since, 1",
			"state, BURNT", "attempts, many", "listener, 'a\nb'", "group, 7" })
	void aFailedRecordThatIsNoneIsPassedOver(String field, String value) {
		Map<String, Object> document = new HashMap<>(FailedRecordDocument.of(KnownGroup.failed(0, State.BLOCKED)));
		assertThat(FailedRecordDocument.read(document)).isPresent();
		document.put(field, value.matches("-?\\d+") ? (Object) Long.valueOf(value) : value);
		assertThat(FailedRecordDocument.read(document)).isEmpty();
	}

	@Test
	void textsOfAFailedRecordAreCut() {
		Map<String, Object> document = new HashMap<>(FailedRecordDocument.of(KnownGroup.failed(0, State.BLOCKED)));
		for (String field : List.of("exception", "key", "notDeadLettered")) {
			document.put(field, "<b>\n".repeat(10_000));
		}
		assertThat(FailedRecordDocument.read(document).orElseThrow().toString()).doesNotContain("\n")
			.hasSizeLessThan(2_500);
		document.put("topic", "t".repeat(10_000));
		assertThat(FailedRecordDocument.read(document)).isEmpty();
	}

}
