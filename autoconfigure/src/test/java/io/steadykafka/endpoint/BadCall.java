package io.steadykafka.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A call that must be refused.
 *
 * @param title what is wrong with it
 * @param path the rest of the path
 * @param body the arguments
 * @param status the status of the answer
 * @param named what the answer names
 */
record BadCall(String title, String path, Map<String, Object> body, int status, String named) {

	private static final String LONG = "x".repeat(10 * 1024 * 1024);

	private static final String HTML = "<script>alert(1)</script>";

	private static final String LINES = "a\nFAKE line\r\u2028b";

	static Stream<BadCall> all() {
		return Stream.of(operations(), listeners(), records(), resets(), deadLetters(), hostile(), places())
			.flatMap(List::stream);
	}

	private static List<BadCall> operations() {
		return List.of(call("no operation", 400, "operation", "listener", "orders"),
				call("another operation", 400, "operation", "operation", "delete"),
				call("an empty operation", 400, "operation", "operation", ""),
				call("an operation in capitals", 400, "operation", "operation", "PAUSE"),
				call("an operation that is a number", 400, "operation", "operation", 5),
				call("an argument that does not exist", 400, "lisener", "operation", "pause", "lisener", "orders"),
				call("an argument of another operation", 400, "offset", "operation", "pause", "offset", 5),
				call("an argument too many", 400, "topic", "operation", "stop", "topic", "orders"));
	}

	private static List<BadCall> listeners() {
		return List.of(call("an unknown listener", 404, "nope", "operation", "pause", "listener", "nope"),
				call("a listener of another group", 404, "first", "operation", "stop", "listener", "first"),
				call("an empty listener", 400, "listener", "operation", "pause", "listener", ""),
				call("a partition without topic", 400, "topic", "operation", "pause", "partition", 3),
				call("a negative partition", 400, "partition", "operation", "pause", "topic", "orders", "partition",
						-1),
				call("half a partition", 400, "partition", "operation", "pause", "topic", "orders", "partition", 1.5),
				call("a huge partition", 400, "partition", "operation", "pause", "topic", "orders", "partition",
						"99999999999999999999"),
				call("a topic that is not there", 404, "missing", "operation", "pause", "topic", "missing"),
				call("what is not paused", 409, "busy", "operation", "resume", "topic", "busy"));
	}

	private static List<BadCall> records() {
		return List.of(call("no topic", 400, "topic", "operation", "retry", "partition", 3, "offset", 17),
				call("no partition", 400, "partition", "operation", "skip", "topic", "orders", "offset", 17),
				call("no offset", 400, "offset", "operation", "dead-letter", "topic", "orders", "partition", 3),
				call("a negative offset", 400, "offset", "operation", "retry", "topic", "orders", "partition", 3,
						"offset", -5),
				call("an offset that is no number", 400, "offset", "operation", "retry", "topic", "orders", "partition",
						3, "offset", "1e3"),
				call("a record that does not fail any more", 409, "orders-3@5", "operation", "skip", "topic", "orders",
						"partition", 3, "offset", 5),
				call("a partition without failing records", 404, "orders-7@17", "operation", "skip", "topic", "orders",
						"partition", 7, "offset", 17));
	}

	private static List<BadCall> resets() {
		return List.of(call("nowhere to", 400, "to-earliest", "operation", "reset"),
				call("to no word of the command line", 400, "to-latest", "operation", "reset", "to", "latest"),
				call("to an offset without a value", 400, "value", "operation", "reset", "to", "to-offset"),
				call("to a negative offset", 400, "value", "operation", "reset", "to", "to-offset", "value", -1),
				call("to an offset beyond all", 400, "value", "operation", "reset", "to", "to-offset", "value",
						"9223372036854775808"),
				call("a shift by a word", 400, "value", "operation", "reset", "to", "shift-by", "value", "far"),
				call("a value where there is none", 400, "value", "operation", "reset", "to", "to-earliest", "value",
						0),
				call("a time that the service refuses", 400, "wrong time", "operation", "reset", "to", "to-datetime",
						"value", "wrong time", "dryRun", false),
				call("partitions that are no numbers", 400, "partitions", "operation", "reset", "to", "to-latest",
						"topic", "orders", "partitions", "0,x"),
				call("partitions without a topic", 400, "topic", "operation", "reset", "to", "to-latest", "partitions",
						"0"),
				call("a dry run that is no boolean", 400, "dryRun", "operation", "reset", "to", "to-latest", "dryRun",
						"no"),
				call("a force that is no boolean", 400, "force", "operation", "reset", "to", "to-latest", "dryRun",
						false, "force", 1),
				call("a topic that the group does not have", 404, "missing", "operation", "reset", "to", "to-latest",
						"topic", "missing", "dryRun", false),
				call("a group that rebalances", 409, "busy", "operation", "reset", "to", "to-latest", "topic", "busy",
						"dryRun", false),
				call("a group that may not be altered", 500, "GroupAuthorizationException", "operation", "reset", "to",
						"to-latest", "topic", "forbidden", "dryRun", false),
				call("nothing to take back", 400, "id", "operation", "undo"),
				call("an unknown reset to take back", 404, "r-9", "operation", "undo", "id", "r-9"),
				call("a reset of another group to take back", 404, "reset-2", "operation", "undo", "id", "reset-2"),
				call("a dry run of an undo that is no boolean", 400, "dryRun", "operation", "undo", "id", "reset-1",
						"dryRun", "yes"));
	}

	private static List<BadCall> deadLetters() {
		return List.of(call("a replay of no topic", 400, "topic", "operation", "replay", "dryRun", false),
				call("a replay of an unknown topic", 404, "missing", "operation", "replay", "topic", "missing",
						"dryRun", false),
				call("a replay while one runs", 409, "busy", "operation", "replay", "topic", "busy", "dryRun", false),
				call("a replay with a dry run of 0", 400, "dryRun", "operation", "replay", "topic", "orders", "dryRun",
						0),
				call("no replay to cancel", 400, "id", "operation", "cancel-replay"),
				call("an unknown replay to cancel", 404, "r-9", "operation", "cancel-replay", "id", "r-9"),
				call("a replay of another group to cancel", 404, "replay-2", "operation", "cancel-replay", "id",
						"replay-2"),
				call("an argument of nothing that is asked for", 400, "id", "operation", "allowed", "id", "1"),
				call("no dead letter to show", 400, "limit", "operation", "browse", "topic", "orders", "limit", 0),
				call("too many dead letters to show", 400, "limit", "operation", "browse", "topic", "orders", "limit",
						101));
	}

	private static List<BadCall> hostile() {
		return List.of(call("markup for an operation", 400, "operation", "operation", HTML),
				call("lines for an operation", 400, "operation", "operation", LINES),
				call("10 MB for an operation", 400, "operation", "operation", LONG),
				call("markup for a listener", 404, "listener", "operation", "pause", "listener", HTML),
				call("lines for a listener", 404, "listener", "operation", "pause", "listener", LINES),
				call("a path for a listener", 404, "../../etc", "operation", "pause", "listener", "../../etc"),
				call("10 MB for a topic", 400, "topic", "operation", "pause", "topic", LONG),
				call("markup for a topic", 404, "missing", "operation", "pause", "topic", "missing" + HTML),
				call("lines for a topic", 409, "busy", "operation", "pause", "topic", "busy" + LINES),
				call("markup for a target", 400, "to-latest", "operation", "reset", "to", HTML),
				call("lines for an id", 404, "FAKE", "operation", "undo", "id", LINES),
				call("10 MB for an id", 400, "id", "operation", "undo", "id", LONG),
				call("markup for an argument", 400, "script", "operation", "pause", HTML, "orders"),
				call("lines for an argument", 400, "FAKE", "operation", "pause", LINES, "orders"),
				call("40 KB for an argument", 400, "xxx", "operation", "pause", LONG.substring(0, 40_000), "orders"),
				call("lines in what the service refuses to do", 500, "GroupAuthorizationException", "operation",
						"pause", "topic", "forbidden" + LINES));
	}

	private static List<BadCall> places() {
		return List.of(new BadCall("no group", "", Map.of("operation", "pause"), 400, "group"),
				new BadCall("an unknown group", "/other", Map.of("operation", "pause"), 404, "other"),
				new BadCall("one of several listeners", "/shared", Map.of("operation", "pause"), 400, "second"),
				call("another group than the path's", 400, "group", "operation", "stop", "group", "shared"),
				call("an argument in the path's place", 400, "path", "operation", "stop", "path", "shared"),
				new BadCall("an argument twice", "/orders-group?topic=a&topic=b", Map.of("operation", "pause"), 400,
						"topic"));
	}

	private static BadCall call(String title, int status, String named, Object... arguments) {
		Map<String, Object> body = new LinkedHashMap<>();
		for (int i = 0; i < arguments.length; i += 2) {
			body.put((String) arguments[i], arguments[i + 1]);
		}
		return new BadCall(title, "/orders-group", body, status, named);
	}

	@Override
	public String toString() {
		return this.title;
	}

}
