package io.steadykafka.endpoint.internal.operation;

import java.util.NoSuchElementException;
import java.util.stream.Collectors;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.Command;
import io.steadykafka.endpoint.internal.arguments.ResetArguments;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.internal.log.OperationResult;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import io.steadykafka.operations.internal.text.PlainText;

/**
 * Previews, executes and takes back resets.
 */
final class ResetCommands implements CommandHandler {

	private static final int SHOWN = 100;

	private static final int SHOWN_PARTITIONS = 20;

	private final OffsetResets resets;

	ResetCommands(OffsetResets resets) {
		this.resets = resets;
	}

	@Override
	public OperationResult handle(CommandRequest request) {
		return (request.command() == Command.UNDO) ? undo(request) : reset(request);
	}

	private OperationResult reset(CommandRequest request) {
		boolean dryRun = request.arguments().flag(Arguments.DRY_RUN, true);
		ResetRequest reset = ResetArguments.read(request.group(), request.arguments(), request.by());
		return (dryRun) ? result(this.resets.preview(reset), true) : result(this.resets.execute(reset), false);
	}

	private OperationResult undo(CommandRequest request) {
		String id = request.arguments().required(Arguments.ID);
		boolean dryRun = request.arguments().flag(Arguments.DRY_RUN, false);
		if (this.resets.recent()
			.stream()
			.anyMatch((reset) -> reset.id().equals(id) && !reset.group().equals(request.group()))) {
			throw new NoSuchElementException("Reset '" + PlainText.of(id, SHOWN) + "' is one of another group");
		}
		return (dryRun) ? result(by(request.by(), this.resets.previewUndo(id)), true)
				: result(this.resets.undo(id, request.by()), false);
	}

	private static OffsetReset by(String by, OffsetReset reset) {
		return new OffsetReset(reset.id(), reset.group(), reset.at(), by, reset.executed(), reset.needsForce(),
				reset.partitions());
	}

	private static OperationResult result(OffsetReset reset, boolean dryRun) {
		boolean done = dryRun || isDone(reset);
		return new OperationResult(reset.id(), done, reset.partitions().size() + " partitions",
				new Change(offsets(reset, true), offsets(reset, false)), ResultDocuments.of(reset, dryRun));
	}

	private static boolean isDone(OffsetReset reset) {
		return reset.executed() && reset.partitions().stream().allMatch(PartitionReset::done);
	}

	private static String offsets(OffsetReset reset, boolean before) {
		String shown = reset.partitions()
			.stream()
			.limit(SHOWN_PARTITIONS)
			.map((partition) -> partition.partition() + "@" + offset(partition, before))
			.collect(Collectors.joining(", "));
		int more = reset.partitions().size() - SHOWN_PARTITIONS;
		return (more > 0) ? shown + " and " + more + " more" : shown;
	}

	private static String offset(PartitionReset partition, boolean before) {
		if (!before) {
			return partition.after() + (partition.done() ? "" : " (not done)");
		}
		return (partition.before().isPresent()) ? String.valueOf(partition.before().getAsLong()) : "none";
	}

}
