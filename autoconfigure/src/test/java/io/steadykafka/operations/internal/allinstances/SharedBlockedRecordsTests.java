package io.steadykafka.operations.internal.allinstances;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.describe.KnownGroup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SharedBlockedRecords}, without a topic.
 */
class SharedBlockedRecordsTests {

	private static final FailedRecord RECORD = KnownGroup.failed(0, State.BLOCKED);

	private static final Map<String, Object> GONE = Map.of("problem", "it does not fail here", "status", 409);

	private final Map<String, RemoteReport> reports = new LinkedHashMap<>();

	private final Map<String, Map<String, Object>> answers = new LinkedHashMap<>();

	private final BlockedRecords records = new SharedBlockedRecords(new None(), new OtherInstances(() -> this.reports,
			(command, instances, timeout) -> CompletableFuture.completedFuture(this.answers), Duration.ofSeconds(2)));

	@Test
	void theOwnerAnswersThoughTheFormerOneReportedItToo() {
		reports("a", GONE);
		reports("b", Map.of("record", FailedRecordDocument.of(RECORD)));
		assertThat(skip()).isEqualTo(RECORD);
	}

	@Test
	void whatNobodyHasIsRefused() {
		reports("a", GONE);
		reports("b", GONE);
		assertThatIllegalStateException().isThrownBy(this::skip).withMessageContaining("it does not fail here");
	}

	private FailedRecord skip() {
		return this.records.skip(RECORD.listener(), RECORD.partition().topic(), RECORD.partition().partition(),
				RECORD.offset());
	}

	private void reports(String id, Map<String, Object> answer) {
		this.reports.put(id,
				new RemoteReport(id, "host-" + id,
						Map.of(ListenerReport.FAILING, Map.of("record", FailedRecordDocument.of(RECORD))),
						Instant.now(), false));
		this.answers.put(id, answer);
	}

	/**
	 * Of this instance.
	 */
	private static final class None implements BlockedRecords {

		@Override
		public List<FailedRecord> list() {
			return List.of();
		}

		@Override
		public FailedRecord retryNow(String listener, String topic, int partition, long offset) {
			throw new IllegalArgumentException(topic);
		}

		@Override
		public FailedRecord skip(String listener, String topic, int partition, long offset) {
			throw new IllegalArgumentException(topic);
		}

		@Override
		public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
			throw new IllegalArgumentException(topic);
		}

	}

}
