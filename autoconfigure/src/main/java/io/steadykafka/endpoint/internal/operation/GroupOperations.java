package io.steadykafka.endpoint.internal.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.Command;
import io.steadykafka.endpoint.internal.arguments.RequestedGroup;
import io.steadykafka.operations.internal.log.Operation;
import io.steadykafka.operations.internal.log.OperationCall;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.operations.internal.log.OperationResult;
import org.jspecify.annotations.Nullable;

/**
 * Carries out operations on groups. Safe for use by several threads.
 */
public final class GroupOperations {

	private final CommandHandlers handlers;

	private final OperationLog log;

	private final Supplier<String> scope;

	private final boolean showValues;

	/**
	 * Create the operations.
	 * @param scope which instances operations reach, for people
	 * @param showValues whether values of dead letters may be shown
	 */
	public GroupOperations(CommandHandlers handlers, OperationLog log, Supplier<String> scope, boolean showValues) {
		this.handlers = handlers;
		this.log = log;
		this.scope = scope;
		this.showValues = showValues;
	}

	/**
	 * Carries out an operation.
	 * @param path the rest of the path, by segments; {@code null} or empty if there is
	 * none
	 * @param by who asks for it
	 */
	public OperationAnswer run(String @Nullable [] path, Arguments arguments, String by) {
		Command command = arguments.command();
		String group = RequestedGroup.require(path, arguments);
		if (command == Command.ALLOWED) {
			arguments.checkKnown(command);
			return new OperationAnswer(true, allowed(group, by));
		}
		OperationCall call = new OperationCall(operation(command, arguments), group, by);
		return this.log.run(call, () -> {
			arguments.checkKnown(command);
			return this.handlers.of(command).handle(new CommandRequest(command, group, arguments, call.by()));
		}, (id, result) -> new OperationAnswer(result.done(), document(id, command, group, result)));
	}

	/**
	 * What somebody may ask for who got here.
	 */
	private Map<String, @Nullable Object> allowed(String group, String by) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("operation", Command.ALLOWED.toString());
		document.put("group", group);
		document.put("scope", this.scope.get());
		document.put("operations", this.handlers.present().stream().map(Command::toString).toList());
		document.put("user", by);
		document.put("showValues", this.showValues);
		return document;
	}

	private Map<String, @Nullable Object> document(String id, Command command, String group, OperationResult result) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("operation", command.toString());
		document.put("id", id);
		document.put("group", group);
		document.put("scope", this.scope.get());
		document.put("outcome", (result.done()) ? "done" : "failed");
		document.put("result", result.document());
		return document;
	}

	private static Operation operation(Command command, Arguments arguments) {
		return switch (command) {
			case PAUSE -> Operation.PAUSE;
			case RESUME -> Operation.RESUME;
			case STOP -> Operation.STOP;
			case START -> Operation.START;
			case RESTART -> Operation.RESTART;
			case RETRY -> Operation.RETRY;
			case SKIP -> Operation.SKIP;
			case DEAD_LETTER -> Operation.DEAD_LETTER;
			case RESET -> (arguments.isDryRun(true)) ? Operation.RESET_PREVIEW : Operation.RESET;
			case UNDO -> (arguments.isDryRun(false)) ? Operation.UNDO_PREVIEW : Operation.UNDO;
			case REPLAY -> (arguments.isDryRun(true)) ? Operation.REPLAY_PREVIEW : Operation.REPLAY;
			case CANCEL_REPLAY -> Operation.CANCEL_REPLAY;
			case BROWSE -> Operation.BROWSE;
			case ALLOWED -> throw new IllegalArgumentException(command + " is not logged");
		};
	}

}
