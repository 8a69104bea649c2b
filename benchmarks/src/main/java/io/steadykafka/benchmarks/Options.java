package io.steadykafka.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.convert.DurationStyle;

/**
 * What the command line asks for.
 *
 * @param scenarios names of scenarios; none for all but those that take too long
 * @param records how many records the handler without work gets
 * @param runs how many runs a median is of
 * @param kills how often a process is killed
 * @param limit when an unfinished run is aborted
 * @param minutes how long members come and go
 * @param seed what comes of chance comes of this
 * @param protocol the protocol of the group whose members come and go
 */
public record Options(List<String> scenarios, int records, int runs, int kills, Duration limit, int minutes, int seed,
		String protocol) {

	static final String USAGE = "[scenario…] [--records=1000000] [--runs=5] [--kills=6] [--limit=120s] "
			+ "[--minutes=60] [--seed=2026] [--protocol=classic|consumer] [--quick]";

	private static final Map<String, String> FULL = Map.of("--records", "1000000", "--runs", "5", "--kills", "6",
			"--limit", "120s", "--minutes", "60", "--seed", "2026", "--protocol", "classic");

	private static final Map<String, String> QUICK = Map.of("--records", "100000", "--runs", "1", "--kills", "2",
			"--limit", "40s", "--minutes", "3");

	static Options parse(String... arguments) {
		List<String> scenarios = new ArrayList<>();
		Map<String, String> values = new LinkedHashMap<>(FULL);
		if (List.of(arguments).contains("--quick")) {
			values.putAll(QUICK);
		}
		for (String argument : arguments) {
			if (!argument.startsWith("--")) {
				scenarios.add(argument);
			}
			else if (!argument.equals("--quick")) {
				String name = argument.substring(0, Math.max(argument.indexOf('='), 0));
				if (values.replace(name, argument.substring(name.length() + 1)) == null) {
					throw new IllegalArgumentException(argument + " is unknown. Use: " + USAGE);
				}
			}
		}
		return new Options(List.copyOf(scenarios), positive("--records", values), positive("--runs", values),
				positive("--kills", values), DurationStyle.detectAndParse(value("--limit", values)),
				positive("--minutes", values), positive("--seed", values), protocol(values));
	}

	String describe() {
		return "%,d records without work, medians of %d runs (3 at most where runs are long), %d kills, limit %d s"
			.formatted(this.records, this.runs, this.kills, this.limit.toSeconds());
	}

	private static String value(String name, Map<String, String> values) {
		return Objects.requireNonNull(values.get(name));
	}

	private static int positive(String name, Map<String, String> values) {
		String value = value(name, values);
		if (!value.matches("[1-9][0-9]{0,8}")) {
			throw new IllegalArgumentException(name + "=" + value + " must be a number, 1 or more. Use: " + USAGE);
		}
		return Integer.parseInt(value);
	}

	private static String protocol(Map<String, String> values) {
		String value = value("--protocol", values);
		if (!List.of("classic", "consumer").contains(value)) {
			throw new IllegalArgumentException("--protocol=" + value + " is unknown. Use: " + USAGE);
		}
		return value;
	}

}
