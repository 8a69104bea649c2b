package io.steadykafka.endpoint.internal.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.log.OperationResult;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import org.jspecify.annotations.Nullable;

/**
 * Pauses, resumes, stops and starts listeners.
 */
final class ListenerCommands implements CommandHandler {

	private final ListenerControl control;

	private final GroupListeners listeners;

	ListenerCommands(ListenerControl control, GroupListeners listeners) {
		this.control = control;
		this.listeners = listeners;
	}

	@Override
	public OperationResult handle(CommandRequest request) {
		String listener = this.listeners.choose(request.group(), request.arguments());
		return switch (request.command()) {
			case PAUSE, RESUME -> pauseOrResume(request, listener);
			case STOP -> stop(listener, request.by());
			case START -> start(listener, request.by());
			case RESTART -> restart(listener, request.by());
			default -> throw new IllegalArgumentException("No operation of a listener: " + request.command());
		};
	}

	private OperationResult pauseOrResume(CommandRequest request, String listener) {
		Optional<String> topic = request.arguments().text(Arguments.TOPIC);
		Optional<Integer> partition = request.arguments().partition();
		if (partition.isPresent() && topic.isEmpty()) {
			throw new InvalidArgumentException(Arguments.TOPIC, "is missing: a partition is one of a topic", List.of());
		}
		String before = this.listeners.state(listener);
		String after = switch (request.command()) {
			case PAUSE -> {
				this.control.pause(listener, topic.orElse(null), partition.orElse(null), request.by());
				yield "paused";
			}
			default -> {
				this.control.resume(listener, topic.orElse(null), partition.orElse(null), request.by());
				yield "resumed";
			}
		};
		String target = "listener '" + listener + "'" + topic.map((name) -> ", topic '" + name + "'").orElse("")
				+ partition.map((number) -> ", partition " + number).orElse("");
		Map<String, @Nullable Object> document = document(listener, before, after);
		document.put("topic", topic.orElse(null));
		document.put("partition", partition.orElse(null));
		return new OperationResult(null, true, target, new Change(before, after), document);
	}

	private OperationResult stop(String listener, String by) {
		String before = this.listeners.state(listener);
		boolean stopped = this.control.stop(listener, by);
		return ended(listener, true, before, (stopped) ? this.listeners.state(listener) : "still finishing its work");
	}

	private OperationResult start(String listener, String by) {
		String before = this.listeners.state(listener);
		this.control.start(listener, by);
		return ended(listener, true, before, this.listeners.state(listener));
	}

	private OperationResult restart(String listener, String by) {
		String before = this.listeners.state(listener);
		boolean stopped;
		try {
			stopped = this.control.stop(listener, by);
		}
		catch (PartlyDoneException ex) {
			// Those that stopped must not stay stopped.
			this.control.start(listener, by);
			throw ex;
		}
		try {
			this.control.start(listener, by);
		}
		catch (IllegalStateException ex) {
			if (stopped) {
				throw ex;
			}
			// Only where it has not stopped: what has stopped was started again.
			return ended(listener, false, before,
					"still finishing its work, and not started again. " + ex.getMessage());
		}
		return ended(listener, true, before, this.listeners.state(listener));
	}

	private static OperationResult ended(String listener, boolean done, String before, String after) {
		return new OperationResult(null, done, "listener '" + listener + "'", new Change(before, after),
				document(listener, before, after));
	}

	private static Map<String, @Nullable Object> document(String listener, String before, String after) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("listener", listener);
		document.put("before", before);
		document.put("after", after);
		return document;
	}

}
