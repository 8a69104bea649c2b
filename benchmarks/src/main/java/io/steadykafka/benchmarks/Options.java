package io.steadykafka.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.convert.DurationStyle;

/**
 * What the command line asks for.
 *
 * @param scenarios names of scenarios; none for all
 * @param records how many records the handler without work gets
 * @param runs how many runs a median is of
 * @param kills how often a process is killed
 * @param limit when a run that doesn't come to an end is given up
 */
public record Options(List<String> scenarios, int records, int runs, int kills, Duration limit) {

	static final String USAGE = "[scenario…] [--records=1000000] [--runs=5] [--kills=6] [--limit=120s] [--quick]";

	private static final Options FULL = new Options(List.of(), 1_000_000, 5, 6, Duration.ofMinutes(2));

	private static final Options QUICK = new Options(List.of(), 100_000, 1, 2, Duration.ofSeconds(40));

	static Options parse(String... arguments) {
		List<String> scenarios = new ArrayList<>();
		Options options = (List.of(arguments).contains("--quick")) ? QUICK : FULL;
		for (String argument : arguments) {
			if (!argument.startsWith("--")) {
				scenarios.add(argument);
			}
			else if (!argument.equals("--quick")) {
				options = options.with(argument);
			}
		}
		return new Options(List.copyOf(scenarios), options.records, options.runs, options.kills, options.limit);
	}

	String describe() {
		return "%,d records without work, medians of %d runs (3 at most where runs are long), %d kills, limit %d s"
			.formatted(this.records, this.runs, this.kills, this.limit.toSeconds());
	}

	private Options with(String argument) {
		int equals = argument.indexOf('=');
		String name = argument.substring(0, Math.max(equals, 0));
		String value = argument.substring(equals + 1);
		return switch (name) {
			case "--records" ->
				new Options(this.scenarios, positive(argument, value), this.runs, this.kills, this.limit);
			case "--runs" ->
				new Options(this.scenarios, this.records, positive(argument, value), this.kills, this.limit);
			case "--kills" ->
				new Options(this.scenarios, this.records, this.runs, positive(argument, value), this.limit);
			case "--limit" ->
				new Options(this.scenarios, this.records, this.runs, this.kills, DurationStyle.detectAndParse(value));
			default -> throw new IllegalArgumentException(argument + " is unknown. Use: " + USAGE);
		};
	}

	private static int positive(String argument, String value) {
		if (!value.matches("[1-9][0-9]{0,8}")) {
			throw new IllegalArgumentException(argument + " must be a number, 1 or more. Use: " + USAGE);
		}
		return Integer.parseInt(value);
	}

}
