package io.steadykafka.operations.internal.log;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.internal.log.OperationResult.Change;

/**
 * Logs what code of the application asks for.
 *
 * @param unlogged carries it out
 */
public record LoggedOffsetResets(OffsetResets unlogged, OperationLog log) implements OffsetResets {

	@Override
	public OffsetReset preview(ResetRequest request) {
		return run(new OperationCall(Operation.RESET_PREVIEW, request.group(), request.by()), true,
				() -> this.unlogged.preview(request));
	}

	@Override
	public OffsetReset execute(ResetRequest request) {
		return run(new OperationCall(Operation.RESET, request.group(), request.by()), false,
				() -> this.unlogged.execute(request));
	}

	@Override
	public OffsetReset previewUndo(String id) {
		return run(new OperationCall(Operation.UNDO_PREVIEW, group(id), "unknown"), true,
				() -> this.unlogged.previewUndo(id));
	}

	@Override
	public OffsetReset undo(String id, String by) {
		return run(new OperationCall(Operation.UNDO, group(id), by), false, () -> this.unlogged.undo(id, by));
	}

	private String group(String id) {
		return recent().stream()
			.filter((reset) -> reset.id().equals(id))
			.map(OffsetReset::group)
			.findFirst()
			.orElse("");
	}

	@Override
	public List<OffsetReset> recent() {
		return this.unlogged.recent();
	}

	private OffsetReset run(OperationCall call, boolean preview, Supplier<OffsetReset> action) {
		OffsetReset[] reset = new OffsetReset[1];
		return this.log.run(call, () -> {
			reset[0] = action.get();
			return new OperationResult(reset[0].id(), preview || reset[0].executed(),
					reset[0].partitions().size() + " partitions",
					new Change(positions(reset[0], false), positions(reset[0], true)), Map.of());
		}, (id, result) -> reset[0]);
	}

	private static String positions(OffsetReset reset, boolean after) {
		return reset.partitions()
			.stream()
			.map((partition) -> partition.partition() + "@" + offset(partition, after))
			.collect(Collectors.joining(", "));
	}

	private static String offset(PartitionReset partition, boolean after) {
		if (after) {
			return String.valueOf(partition.after());
		}
		return (partition.before().isPresent()) ? String.valueOf(partition.before().getAsLong()) : "none";
	}

}
