package io.steadykafka.benchmarks.brokerlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the generations in a member's log, from the starter's record of rebalances. A
 * line may name several, for example "generations 4 to 5": a cooperative rebalance has
 * two.
 */
public final class RebalanceLines {

	/** Members log the whole name of the logger, see {@link #PATTERN}. */
	private static final String LOGGER = " io.steadykafka.rebalance.";

	/** How members have to log. */
	public static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %p %logger : %m%n";

	private static final Pattern GENERATIONS = Pattern
		.compile("(?:generation|epoch)s?:? (\\d+)(?: ?(?:to|and|–|-|,) ?(\\d+))?");

	private RebalanceLines() {
	}

	/**
	 * Find out what a member says.
	 */
	public static List<ReportedGeneration> read(String member, Path log) {
		try (Stream<String> lines = Files.lines(log)) {
			return parse(member, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<ReportedGeneration> parse(String member, Stream<String> lines) {
		return lines.filter((line) -> line.contains(" INFO" + LOGGER))
			.flatMapToInt(RebalanceLines::generations)
			.mapToObj((generation) -> new ReportedGeneration(member, generation))
			.toList();
	}

	private static IntStream generations(String line) {
		Matcher matcher = GENERATIONS.matcher(line);
		if (!matcher.find()) {
			return IntStream.empty();
		}
		int first = Integer.parseInt(matcher.group(1));
		return IntStream.rangeClosed(first, (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : first);
	}

}
