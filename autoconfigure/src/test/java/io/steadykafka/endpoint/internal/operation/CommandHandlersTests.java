package io.steadykafka.endpoint.internal.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.Command;
import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.Failure;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.BlockedRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CommandHandlersTests {

	private static final GroupListeners LISTENERS = new GroupListeners(() -> Map.of("orders", "group"),
			(id) -> "running");

	@ParameterizedTest
	@EnumSource
	void whatIsSwitchedOffCanNotBeDone(Command command) {
		CommandHandlers none = new CommandHandlers(LISTENERS, null, null, null, null, CommandHandlersTests::unknown);
		assertThatIllegalStateException().isThrownBy(() -> none.of(command))
			.withMessageContaining("Operation '" + command + "' is not there");
	}

	@Test
	void aRecordThatIsHandledMeanwhileDoesNotFailAnyMore() {
		CommandHandlers handlers = new CommandHandlers(LISTENERS, null, new HandledMeanwhile(), null, null,
				CommandHandlersTests::unknown);
		for (Command command : List.of(Command.RETRY, Command.SKIP, Command.DEAD_LETTER)) {
			CommandRequest request = new CommandRequest(command, "group",
					new Arguments(Map.of("topic", "orders", "partition", 3, "offset", 17)), "alice");
			assertThatIllegalStateException().isThrownBy(() -> handlers.of(command).handle(request))
				.withMessageStartingWith("Listener 'orders' does not fail on record orders-3@17 any more: ");
		}
	}

	/**
	 * The listener fails on offset 17 of partition 3, and has come to offset 9 of
	 * partition 4.
	 */
	@ParameterizedTest
	@CsvSource({ "3, 16, true", "3, 18, false", "4, 8, true", "4, 9, false", "5, 0, false" })
	void aRecordThatIsDoneIsToldFromOneThatWasNeverReached(int partition, long offset, boolean done) {
		CommandHandlers handlers = new CommandHandlers(LISTENERS, null, new HandledMeanwhile(), null, null,
				(listener, of) -> (listener.equals("orders") && of.equals(new TopicPartition("orders", 4)))
						? OptionalLong.of(9) : OptionalLong.empty());
		CommandRequest request = new CommandRequest(Command.SKIP, "group",
				new Arguments(Map.of("topic", "orders", "partition", partition, "offset", offset)), "alice");
		assertThatExceptionOfType((done) ? IllegalStateException.class : NoSuchElementException.class)
			.isThrownBy(() -> handlers.of(Command.SKIP).handle(request))
			.withMessageStartingWith("Listener 'orders' does not fail on record orders-" + partition + "@" + offset
					+ ((done) ? " any more" : ". "));
	}

	private static OptionalLong unknown(String listener, TopicPartition partition) {
		return OptionalLong.empty();
	}

	private static final class HandledMeanwhile implements BlockedRecords {

		@Override
		public List<FailedRecord> list() {
			Instant at = Instant.EPOCH;
			return List.of(new FailedRecord("orders", "group", new TopicPartition("orders", 3), 17, at, "key",
					new Failure(State.BLOCKED, at, 1, at, at, at, "", "")));
		}

		@Override
		public FailedRecord retryNow(String listener, String topic, int partition, long offset) {
			throw new IllegalArgumentException("gone");
		}

		@Override
		public FailedRecord skip(String listener, String topic, int partition, long offset) {
			throw new IllegalArgumentException("gone");
		}

		@Override
		public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
			throw new IllegalArgumentException("gone");
		}

	}

}
