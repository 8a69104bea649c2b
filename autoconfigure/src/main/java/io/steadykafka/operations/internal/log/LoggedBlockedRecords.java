package io.steadykafka.operations.internal.log;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.internal.log.OperationResult.Change;

/**
 * Logs what code of the application asks for. Who asks is the thread.
 *
 * @param unlogged carries it out
 * @param group tells the group of a listener
 */
public record LoggedBlockedRecords(BlockedRecords unlogged, UnaryOperator<String> group,
		OperationLog log) implements BlockedRecords {

	@Override
	public List<FailedRecord> list() {
		return this.unlogged.list();
	}

	@Override
	public FailedRecord retryNow(String listener, String topic, int partition, long offset) {
		return run(Operation.RETRY, listener, () -> this.unlogged.retryNow(listener, topic, partition, offset));
	}

	@Override
	public FailedRecord skip(String listener, String topic, int partition, long offset) {
		return run(Operation.SKIP, listener, () -> this.unlogged.skip(listener, topic, partition, offset));
	}

	@Override
	public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
		return run(Operation.DEAD_LETTER, listener, () -> this.unlogged.deadLetter(listener, topic, partition, offset));
	}

	private FailedRecord run(Operation operation, String listener, Supplier<FailedRecord> action) {
		FailedRecord[] found = new FailedRecord[1];
		return this.log.run(
				new OperationCall(operation, this.group.apply(listener), "thread " + Thread.currentThread().getName()),
				() -> {
					found[0] = action.get();
					FailedRecord.Failure failure = found[0].failure();
					return new OperationResult(null, true,
							"record " + found[0].position() + " of listener '" + listener + "'",
							new Change(
									"failed in " + failure.attempts() + " attempts, since " + failure.firstFailure()
											+ ", the last one with " + failure.exception(),
									operation + " at the next poll"),
							Map.of());
				}, (id, result) -> found[0]);
	}

}
