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

	/**
	 * Create the operations.
	 * @param scope which instances operations reach, for people
	 */
	public GroupOperations(CommandHandlers handlers, OperationLog log, Supplier<String> scope) {
		this.handlers = handlers;
		this.log = log;
		this.scope = scope;
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
		OperationCall call = new OperationCall(operation(command, arguments), group, by);
		return this.log.run(call, () -> {
			arguments.checkKnown(command);
			return this.handlers.of(command).handle(new CommandRequest(command, group, arguments, call.by()));
		}, (id, result) -> new OperationAnswer(result.done(), document(id, command, group, result)));
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
			case RESET -> (arguments.isDryRun()) ? Operation.RESET_PREVIEW : Operation.RESET;
			case UNDO -> Operation.UNDO;
			case REPLAY -> (arguments.isDryRun()) ? Operation.REPLAY_PREVIEW : Operation.REPLAY;
			case BROWSE -> Operation.BROWSE;
		};
	}

}
