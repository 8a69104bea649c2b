package io.steadykafka.endpoint.internal.operation;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.BiFunction;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.internal.log.OperationResult;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Retries, skips and dead-letters one record.
 */
final class RecordCommands implements CommandHandler {

	private static final int SHOWN = 100;

	private final BlockedRecords records;

	private final GroupListeners listeners;

	private final BiFunction<String, TopicPartition, OptionalLong> reached;

	/**
	 * Create commands.
	 * @param reached the offset up to which a listener has done the records of a
	 * partition, empty if that is not known here
	 */
	RecordCommands(BlockedRecords records, GroupListeners listeners,
			BiFunction<String, TopicPartition, OptionalLong> reached) {
		this.records = records;
		this.listeners = listeners;
		this.reached = reached;
	}

	@Override
	public OperationResult handle(CommandRequest request) {
		Arguments arguments = request.arguments();
		String topic = arguments.required(Arguments.TOPIC);
		TopicPartition partition = new TopicPartition(topic, arguments.requiredPartition());
		long offset = arguments.requiredOffset();
		String listener = this.listeners.choose(request.group(), arguments);
		String name = PlainText.of(topic, SHOWN) + "-" + partition.partition() + "@" + offset;
		FailedRecord record = failing(listener, partition, offset, name);
		request(request, listener, partition, offset, name);
		String before = ResultDocuments.state(record) + " since " + record.failure().since() + " after "
				+ record.failure().attempts() + " failed attempts, the last one with " + record.failure().exception();
		String after = request.command() + " at the next poll";
		Map<String, @Nullable Object> document = ResultDocuments.of(record);
		document.put("before", before);
		document.put("after", after);
		return new OperationResult(null, true, "record " + name + " of listener '" + listener + "'",
				new Change(before, after), document);
	}

	/**
	 * The record as it is before anything is done about it.
	 */
	private FailedRecord failing(String listener, TopicPartition partition, long offset, String name) {
		List<FailedRecord> failing = this.records.list()
			.stream()
			.filter((record) -> record.listener().equals(listener) && record.partition().equals(partition))
			.toList();
		return failing.stream()
			.filter((record) -> record.offset() == offset)
			.findFirst()
			.orElseThrow(() -> missing(listener, partition, offset, name,
					failing.stream().map(FailedRecord::offset).toList()));
	}

	private RuntimeException missing(String listener, TopicPartition partition, long offset, String name,
			List<Long> failing) {
		OptionalLong end = this.reached.apply(listener, partition);
		String known = ((failing.isEmpty()) ? "" : ". In that partition it fails on offset " + failing)
				+ ((end.isEmpty()) ? ""
						: ". As far as is known here it has processed that partition up to offset " + end.getAsLong());
		if (offset < end.orElse(0) || failing.stream().anyMatch((other) -> offset < other)) {
			return new IllegalStateException(
					"Listener '" + listener + "' does not fail on record " + name + " any more" + known);
		}
		return new NoSuchElementException("Listener '" + listener + "' does not fail on record " + name
				+ ((known.isEmpty()) ? ". Nothing is known of that partition here: the listener does not read it, or "
						+ "another instance owns it" : known));
	}

	private void request(CommandRequest request, String listener, TopicPartition partition, long offset, String name) {
		try {
			switch (request.command()) {
				case RETRY -> this.records.retryNow(listener, partition.topic(), partition.partition(), offset);
				case SKIP -> this.records.skip(listener, partition.topic(), partition.partition(), offset);
				case DEAD_LETTER -> this.records.deadLetter(listener, partition.topic(), partition.partition(), offset);
				default -> throw new IllegalStateException("No operation of a record: " + request.command());
			}
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException(
					"Listener '" + listener + "' does not fail on record " + name + " any more: " + ex.getMessage(),
					ex);
		}
	}

}
