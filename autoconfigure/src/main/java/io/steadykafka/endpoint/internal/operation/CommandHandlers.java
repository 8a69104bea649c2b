package io.steadykafka.endpoint.internal.operation;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.steadykafka.endpoint.internal.arguments.Command;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.internal.log.LoggedBlockedRecords;
import io.steadykafka.operations.internal.log.LoggedListenerControl;
import io.steadykafka.operations.internal.log.LoggedOffsetResets;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Who carries out which command. What the application switched off is {@code null}.
 *
 * @param reached the offset up to which a listener has done the records of a partition,
 * empty if that is not known here
 */
public record CommandHandlers(GroupListeners listeners, @Nullable ListenerControl control,
		@Nullable BlockedRecords records, @Nullable OffsetResets resets, @Nullable DeadLetterReplays replays,
		BiFunction<String, TopicPartition, OptionalLong> reached) {

	/**
	 * The services as they are without their log: the endpoint logs each operation
	 * itself.
	 */
	public static CommandHandlers of(GroupListeners listeners, @Nullable ListenerControl control,
			@Nullable BlockedRecords records, @Nullable OffsetResets resets, @Nullable DeadLetterReplays replays,
			BiFunction<String, TopicPartition, OptionalLong> reached) {
		return new CommandHandlers(listeners,
				(control instanceof LoggedListenerControl logged) ? logged.unlogged() : control,
				(records instanceof LoggedBlockedRecords logged) ? logged.unlogged() : records,
				(resets instanceof LoggedOffsetResets logged) ? logged.unlogged() : resets, replays, reached);
	}

	CommandHandler of(Command command) {
		CommandHandler handler = find(command);
		if (handler == null) {
			throw new IllegalStateException("Operation '" + command
					+ "' is not there in this application: a property steady.kafka.*.enabled is false");
		}
		return handler;
	}

	/**
	 * The commands that somebody carries out.
	 */
	List<Command> present() {
		return Stream.of(Command.values()).filter((command) -> find(command) != null).toList();
	}

	private @Nullable CommandHandler find(Command command) {
		return switch (command) {
			case PAUSE, RESUME, STOP, START, RESTART ->
				(this.control != null) ? new ListenerCommands(this.control, this.listeners) : null;
			case RETRY, SKIP, DEAD_LETTER ->
				(this.records != null) ? new RecordCommands(this.records, this.listeners, this.reached) : null;
			case RESET, UNDO -> (this.resets != null) ? new ResetCommands(this.resets) : null;
			case REPLAY, CANCEL_REPLAY, BROWSE ->
				(this.replays != null) ? new ReplayCommands(this.replays, this.listeners) : null;
			case ALLOWED -> null;
		};
	}

}
