package io.steadykafka.sample.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Answers of the endpoint, with everything in them that a page has to show.
 */
final class Canned {

	static final String GROUP = "order-processors";

	static final String LISTENER = "order-processor";

	private static final List<String> STATES = List.of("blocked", "retrying", "stuck", "unowned", "paused", "flowing",
			"flowing", "flowing", "flowing", "flowing");

	private static final int MEMBERS = 8;

	private final Instant now = Instant.now();

	private final Texts texts;

	private final int partitions;

	private final int rebalances;

	private final Map<String, Map<String, Object>> changed = new HashMap<>();

	Canned(Texts texts, int partitions, int rebalances) {
		this.texts = texts;
		this.partitions = partitions;
		this.rebalances = rebalances;
	}

	/**
	 * What is answered to a query: all groups, or the one that is asked for.
	 */
	Object read(String query) {
		if (query != null && query.startsWith("group=")) {
			return group();
		}
		return row("scope", "all instances: this one and 1 more", "groups", IntStream.range(0, 5).mapToObj((i) -> {
			Map<String, Object> group = summary();
			if (i > 0) {
				group.put("group", text("group-" + i));
				group.put("here", i < 4);
				group.putAll(row("level", "caught up", "lag", i * 20, "blockedRecords", 0, "retryingRecords", 0,
						"rebalancesLastHour", 0, "trend", "steady", "instances", List.of()));
				group.putAll(this.changed.getOrDefault("group-" + i, Map.of()));
			}
			return group;
		}).toList(), "listing", List.of(row("cluster", text("kafka-1:9092"), "sample", sample(""))));
	}

	/**
	 * Answers other fields of the group that can be looked at, or in the list of one of
	 * the others.
	 */
	Canned with(String group, Map<String, Object> fields) {
		this.changed.put(group, fields);
		return this;
	}

	String group(String name) {
		return text(name);
	}

	private Map<String, Object> group() {
		Map<String, Object> group = summary();
		group.put("scope", "all instances: this one and 1 more");
		group.put("members", IntStream.range(0, MEMBERS).mapToObj(this::member).toList());
		group.put("partitions", IntStream.range(0, this.partitions).mapToObj(this::partition).toList());
		group.put("rebalances", IntStream.range(0, this.rebalances).mapToObj(this::rebalance).toList());
		group.put("records", List.of(record(0, "blocked"), record(1, "retrying")));
		group.put("losses", List.of(row("topic", text("orders"), "partition", 5, "records", 1234, "at", ago(400))));
		group.put("settings",
				List.of(row("listener", text(LISTENER), "name", "max.poll.records", "value", text("500"), "origin",
						"steady-kafka", "note", text("fits into the poll interval")),
						row("listener", text(LISTENER), "name", "client.id", "value", text("shop"), "origin", "yours",
								"note", "")));
		group.put("findings",
				List.of(row("instance", "this instance", "source", "lint", "listener", text(LISTENER), "name",
						"auto-commit", "severity", "loses or doubles", "reason", text("enable.auto.commit is true"),
						"remedy", text("remove it"), "since", ago(4000))));
		group.put("health",
				List.of(row("instance", "this instance", "indicator", "kafkaConsumers", "listener", text(LISTENER),
						"status", "DEGRADED", "since", ago(90), "reason", text("orders-0 is blocked"), "remedy",
						text("fix the record"), "waits", "")));
		group.put("resets", List.of(row("id", text("a81f03c2"), "at", ago(300), "by", text("ada"), "partitions", 6,
				"topics", List.of(text("orders")), "again", 120, "leftOut", 0)));
		group.put("replays", List.of(replay(true)));
		group.putAll(this.changed.getOrDefault(GROUP, Map.of()));
		return group;
	}

	private Map<String, Object> summary() {
		List<Map<String, Object>> history = new ArrayList<>();
		for (int i = 60; i >= 0; i--) {
			history.add(row("at", ago(i * 15L), "lag", 400 + (int) (300 * Math.sin(i / 9.0))));
		}
		return row("group", text(GROUP), "cluster", text("kafka-1:9092"), "here", true, "listeners",
				List.of(row("listener", text(LISTENER), "state", "running", "reason", "running", "remedy",
						text("nothing to do"), "assigned", this.partitions / 2, "pauses",
						List.of("partition orders-4 paused by " + text("ada") + ", since " + ago(60)))),
				"instances", List.of(instance(true, "running")), "state", "Stable", "type", "consumer", "assignor",
				text("uniform"), "coordinator", "1 " + text("kafka-1:9092"), "memberCount", MEMBERS, "partitionCount",
				this.partitions, "lag", number(90_000, 120_000), "lagAtLeast", 90_000, "lagHistory", history,
				"secondsBehind", number(10, 99), "trend", "growing", "level", "backlog", "rebalancesLastHour",
				this.rebalances, "blockedRecords", 1, "retryingRecords", 1, "groupSample", sample(""), "lagSample",
				sample(""));
	}

	/**
	 * Members of which each has some partitions, one after the other.
	 */
	List<Map<String, Object>> members(int... amounts) {
		List<Map<String, Object>> members = new ArrayList<>();
		int first = 0;
		for (int amount : amounts) {
			Map<String, Object> member = member(members.size());
			member.put("partitions",
					IntStream.range(first, first + amount)
						.mapToObj((partition) -> text("orders") + "-" + partition)
						.toList());
			members.add(member);
			first += amount;
		}
		return members;
	}

	private Map<String, Object> member(int index) {
		return row("member", text("member-" + index), "client", text("client-" + index), "host", text("/10.0.0.1"),
				"instanceId", (index == 0) ? text("static-0") : "", "partitions",
				IntStream.range(0, this.partitions)
					.filter((partition) -> partition % (MEMBERS - 1) == index)
					.mapToObj((partition) -> text("orders") + "-" + partition)
					.toList(),
				"here", index % 2 == 0, "instance", (index % 2 == 0) ? "this instance" : text("4711@host-2"),
				"listener", text(LISTENER));
	}

	Map<String, Object> partition(int index) {
		String state = STATES.get(index % STATES.size());
		int lag = (index % 4 == 0) ? 0 : number(1, (index % 3 == 0) ? 300_000 : 2_000);
		Map<String, Object> owner = row("listener", text(LISTENER), "instance", text("4711@host-2"), "member",
				text("member-" + index % (MEMBERS - 1)), "client", text("client-0"), "host", text("/10.0.0.1"), "here",
				false);
		return row("topic", text("orders"), "partition", index, "state", state, "paused",
				state.equals("paused") ? "partition " + text("orders") + "-" + index + " paused by " + text("ada")
						+ ", since " + ago(60) : "",
				"owner", state.equals("unowned") ? null : owner, "ownerUnknown", "no member owns it", "committed", 1000,
				"position", 1000, "start", 0, "end", 1000 + lag, "lag", (index == 7) ? null : lag, "lagUnknown",
				text("no answer from the brokers in time"), "share", 1.0 / this.partitions, "secondsBehind",
				number(0, 4000), "velocity", number(-500, 500) / 10.0, "trend", "growing", "level",
				(lag == 0) ? "caught up" : (lag <= 100) ? "normal" : (lag <= 10_000) ? "behind" : "backlog",
				"catchUpSeconds", (index % 2 == 0) ? number(1, 9000) : null, "catchUpSecondsUnknown", "the lag grows",
				"runwaySeconds", 86_000, "hot", index == 3, "heldByTransaction", (index == 2) ? 9 : 0, "sampledAt",
				ago(1), "ageSeconds", 1);
	}

	private Map<String, Object> rebalance(int index) {
		boolean lost = index % 3 == 0;
		return row("instance", "this instance", "listener", text(LISTENER), "start", ago(40 + 90L * index), "end",
				ago(38 + 90L * index), "durationSeconds", 2.4, "kind", lost ? "lost" : "revoked", "cause",
				lost ? "poll_interval" : "members_changed", "causeText",
				text(lost ? "the handler took too long" : "members came or went"), "remedy",
				text(lost ? "make the handler faster" : "deploy one by one"), "generation", 40 - index, "assigned",
				List.of(text("orders") + "-1"), "revoked", lost ? List.of() : List.of(text("orders") + "-2"), "lost",
				lost ? List.of(text("orders") + "-2") : List.of(), "kept", List.of(text("orders") + "-3"),
				"longestPauseSeconds", 3.1);
	}

	Map<String, Object> record(int partition, String state) {
		return row("instance", "this instance", "listener", text(LISTENER), "topic", text("orders"), "partition",
				partition, "offset", 17, "timestamp", ago(500), "key", text("customer-4711"), "state", state, "since",
				ago(100), "attempts", 10, "firstFailure", ago(400), "lastFailure", ago(30), "nextAttempt", ago(-30),
				"exception", text("java.lang.IllegalStateException: no such customer"), "stackTrace",
				List.of(text("java.lang.IllegalStateException: no such customer"),
						text("at shop.Orders.process(Orders.java:42)")),
				"notDeadLettered", text("orders-dlt does not exist"));
	}

	private Map<String, Object> replay(boolean running) {
		return row("id", text("b00c"), "listener", text(LISTENER), "topic", text("orders-dlt"), "records", 120,
				"replayed", 48, "failedAgain", 3, "running", running, "problem", text("none so far"));
	}

	Map<String, Object> instance(boolean stale, String state) {
		return row("instance", text("4711@host-2"), "id", text("f00d"), "reportedAt", ago(3), "ageSeconds", 3, "stale",
				stale, "listeners", List.of(text(LISTENER) + ": " + state), "paused",
				List.of(text(LISTENER) + ": partition orders-4 paused by " + text("ada")), "leftOut", List.of());
	}

	Map<String, Object> sample(String failure) {
		return row("sampledAt", ago(1), "ageSeconds", 1, "failure", failure, "failingSince", null);
	}

	/**
	 * What is answered to an operation.
	 */
	Object operate(String operation) {
		if (operation.equals("allowed")) {
			return row("operation", operation, "group", text(GROUP), "scope", "this instance only", "operations",
					List.of("pause", "resume", "stop", "start", "restart", "retry", "skip", "dead-letter", "reset",
							"undo", "replay", "cancel-replay", "browse"),
					"user", text("ada"), "showValues", true);
		}
		return row("operation", operation, "id", "a81f03c2", "group", text(GROUP), "scope", "this instance only",
				"outcome", "done", "result", switch (operation) {
					case "reset", "undo" -> plan();
					case "replay" -> row("id", null, "listener", text(LISTENER), "topic", text("orders-dlt"), "dryRun",
							true, "records", 120, "replayed", 0, "failedAgain", 0, "running", false, "exceptions",
							row(text("java.lang.IllegalStateException"), 100, text("java.io.IOException"), 20), "from",
							ago(9000), "to", ago(60), "problem", text("12 were deleted by retention"));
					case "browse" -> row("listener", text(LISTENER), "topic", text("orders-dlt"), "records",
							List.of(letter(0), letter(1)));
					default -> row();
				});
	}

	private Map<String, Object> plan() {
		return row("id", null, "group", text(GROUP), "at", ago(0), "by", text("ada"), "dryRun", true, "executed", false,
				"needsForce", true, "partitions",
				IntStream.range(0, Math.min(12, this.partitions))
					.mapToObj((index) -> row("topic", text("orders"), "partition", index, "before", 1000, "after",
							(index % 2 == 0) ? 400 : 1900, "timestampBefore", ago(60), "timestampAfter", ago(90),
							"again", (index % 2 == 0) ? 600 : 0, "leftOut", (index % 2 == 0) ? 0 : 900, "owner",
							text("client-0"), "done", false, "note", text("moved to the start of the log")))
					.toList());
	}

	private Map<String, Object> letter(int partition) {
		return row("topic", text("orders-dlt"), "partition", partition, "offset", 5, "timestamp", ago(700),
				"originalTopic", text("orders"), "originalPartition", 1, "originalOffset", 19, "key",
				text("customer-4711"), "exception", text("java.lang.IllegalStateException"), "message",
				text("no such customer"), "stackTrace", List.of(text("at shop.Orders.process(Orders.java:42)")),
				"value", text("{\"id\":\"order-1\"}"), "valueBytes", 17, "valueReason", "", "headers",
				List.of(row("name", text("traceparent"), "value", text("00-4bf9"))), "headersLeftOut", 2);
	}

	private String text(String text) {
		return this.texts.of(text);
	}

	private String ago(long seconds) {
		return this.now.minusSeconds(seconds).toString();
	}

	private static int number(int from, int to) {
		return ThreadLocalRandom.current().nextInt(from, to);
	}

	static Map<String, Object> row(Object... pairs) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			row.put((String) pairs[i], pairs[i + 1]);
		}
		return row;
	}

}
