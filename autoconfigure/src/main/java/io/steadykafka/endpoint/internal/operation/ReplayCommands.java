package io.steadykafka.endpoint.internal.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.Command;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.internal.log.OperationResult;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Previews, starts and cancels replays of dead letters, and shows the last dead letters.
 */
final class ReplayCommands implements CommandHandler {

	private static final int LIMIT = 10;

	private static final int SHOWN = 100;

	private final DeadLetterReplays replays;

	private final GroupListeners listeners;

	ReplayCommands(DeadLetterReplays replays, GroupListeners listeners) {
		this.replays = replays;
		this.listeners = listeners;
	}

	@Override
	public OperationResult handle(CommandRequest request) {
		if (request.command() == Command.CANCEL_REPLAY) {
			return cancel(request);
		}
		Arguments arguments = request.arguments();
		String topic = arguments.required(Arguments.TOPIC);
		boolean dryRun = arguments.flag(Arguments.DRY_RUN, true);
		int limit = arguments.limit(LIMIT);
		String listener = this.listeners.choose(request.group(), arguments);
		String target = "the dead letters of topic '" + topic + "' for listener '" + listener + "'";
		if (request.command() == Command.BROWSE) {
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("listener", listener);
			document.put("topic", topic);
			document.put("records", this.replays.browse(listener, topic, limit));
			return new OperationResult(null, true, target, Change.NONE, document);
		}
		return (dryRun) ? result(this.replays.preview(listener, topic), target, true)
				: result(this.replays.start(listener, topic, request.by()), target, false);
	}

	private OperationResult cancel(CommandRequest request) {
		String id = request.arguments().required(Arguments.ID);
		if (this.replays.recent()
			.stream()
			.anyMatch((replay) -> id.equals(replay.id())
					&& !this.listeners.of(request.group()).contains(replay.listener()))) {
			throw new NoSuchElementException("Replay '" + PlainText.of(id, SHOWN) + "' is one of another group");
		}
		DeadLetterReplay replay = this.replays.cancel(id, request.by());
		return new OperationResult(replay.id(), true,
				"the replay of '" + replay.topic() + "' to listener '" + replay.listener() + "'",
				new Change(replay.progress().replayed() + " of " + replay.progress().records() + " records replayed",
						"ends after what the listener has in hand"),
				ResultDocuments.of(replay, false));
	}

	private static OperationResult result(DeadLetterReplay replay, String target, boolean dryRun) {
		String after = (replay.progress().running()) ? "started" : "nothing to replay";
		return new OperationResult(replay.id(), dryRun || replay.problem() == null, target,
				new Change(replay.progress().records() + " records to replay", (dryRun) ? "not started" : after),
				ResultDocuments.of(replay, dryRun));
	}

}
