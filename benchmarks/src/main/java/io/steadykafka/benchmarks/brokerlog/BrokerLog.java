package io.steadykafka.benchmarks.brokerlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The generations of a group, from the lines of the broker's group coordinator.
 */
public final class BrokerLog {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

	private static final int TIME_LENGTH = "2026-01-31 00:00:00,000".length();

	private static final Pattern PREPARING = Pattern
		.compile("Preparing to rebalance group (\\S+) in state \\S+ with old generation (\\d+) \\(reason: (.*)\\)\\.");

	private static final Pattern STABILIZED = Pattern
		.compile("Stabilized group (\\S+) generation (\\d+) with (\\d+) members");

	private static final Pattern ASSIGNED = Pattern
		.compile("Assignment received from leader \\S+ for group (\\S+) for generation (\\d+)\\.");

	private static final Pattern EMPTY = Pattern.compile("Group (\\S+) with generation (\\d+) is now empty");

	private static final Pattern BUMPED = Pattern.compile("\\[GroupId (\\S+)] Bumped group epoch to (\\d+) ");

	private static final Pattern COMPUTED = Pattern
		.compile("\\[GroupId (\\S+)] Computed a new target assignment for epoch (\\d+) ");

	private final String group;

	private final ZoneId zone;

	private final Map<Integer, String> reasons = new TreeMap<>();

	private final Map<Integer, Generation> generations = new TreeMap<>();

	private BrokerLog(String group, ZoneId zone) {
		this.group = group;
		this.zone = zone;
	}

	/**
	 * Read what there is.
	 */
	public static BrokerLog read(Path file, String group) {
		try (Stream<String> lines = Files.lines(file)) {
			return parse(lines, group, ZoneId.systemDefault());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static BrokerLog parse(Stream<String> lines, String group, ZoneId zone) {
		BrokerLog log = new BrokerLog(group, zone);
		lines.filter((line) -> line.contains(group)).forEach(log::add);
		return log;
	}

	/**
	 * All generations, the first one first.
	 */
	public List<Generation> generations() {
		return List.copyOf(this.generations.values());
	}

	private void add(String line) {
		match(PREPARING, line, (matcher) -> this.reasons.put(number(matcher) + 1, matcher.group(3)));
		match(STABILIZED, line, (matcher) -> begin(line, number(matcher), Integer.parseInt(matcher.group(3))));
		match(EMPTY, line, (matcher) -> begin(line, number(matcher), 0));
		match(BUMPED, line, (matcher) -> begin(line, number(matcher), Generation.UNKNOWN));
		match(ASSIGNED, line, (matcher) -> handOut(number(matcher)));
		match(COMPUTED, line, (matcher) -> handOut(number(matcher)));
	}

	private void match(Pattern pattern, String line, Consumer<Matcher> then) {
		Matcher matcher = pattern.matcher(line);
		if (matcher.find() && matcher.group(1).equals(this.group)) {
			then.accept(matcher);
		}
	}

	private void begin(String line, int number, int members) {
		Instant at = LocalDateTime.parse(line.substring(0, TIME_LENGTH), TIME).atZone(this.zone).toInstant();
		this.generations.put(number,
				new Generation(number, at, members, false, this.reasons.getOrDefault(number, "not given")));
	}

	private void handOut(int number) {
		this.generations.computeIfPresent(number, (key, generation) -> generation.withAssignment());
	}

	private static int number(Matcher matcher) {
		return Integer.parseInt(matcher.group(2));
	}

}
