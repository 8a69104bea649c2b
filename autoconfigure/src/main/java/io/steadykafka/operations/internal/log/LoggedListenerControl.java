package io.steadykafka.operations.internal.log;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import org.jspecify.annotations.Nullable;

/**
 * Logs what code of the application asks for.
 *
 * @param unlogged carries it out
 * @param group tells the group of a listener
 */
public record LoggedListenerControl(ListenerControl unlogged, UnaryOperator<String> group,
		OperationLog log) implements ListenerControl {

	@Override
	public void pause(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		run(Operation.PAUSE, listener, scope(topic, partition), by, () -> {
			this.unlogged.pause(listener, topic, partition, by);
			return true;
		});
	}

	@Override
	public void resume(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		run(Operation.RESUME, listener, scope(topic, partition), by, () -> {
			this.unlogged.resume(listener, topic, partition, by);
			return true;
		});
	}

	@Override
	public boolean stop(String listener, String by) {
		return run(Operation.STOP, listener, "", by, () -> this.unlogged.stop(listener, by));
	}

	@Override
	public void start(String listener, String by) {
		run(Operation.START, listener, "", by, () -> {
			this.unlogged.start(listener, by);
			return true;
		});
	}

	private boolean run(Operation operation, String listener, String scope, String by, Supplier<Boolean> action) {
		return this.log.run(
				new OperationCall(operation, this.group.apply(listener), by), () -> new OperationResult(null,
						action.get(), "listener '" + listener + "'" + scope, Change.NONE, Map.of()),
				(id, result) -> result.done());
	}

	private static String scope(@Nullable String topic, @Nullable Integer partition) {
		return ((topic != null) ? ", topic '" + topic + "'" : "")
				+ ((partition != null) ? ", partition " + partition : "");
	}

}
