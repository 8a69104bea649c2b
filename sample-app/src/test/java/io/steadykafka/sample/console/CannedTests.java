package io.steadykafka.sample.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Canned answers have the fields that the endpoint answers, all of them and no other
 * ones.
 */
class CannedTests {

	private static final Pattern TABLE = Pattern.compile("(?s)<!-- fields: (\\w+) -->(.*?)<!-- end -->");

	private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

	private static final List<String> LISTS = List.of("listeners", "members", "partitions", "rebalances", "records",
			"instances", "losses", "settings", "findings", "health", "replays", "resets", "lagHistory");

	private final Map<?, ?> group = (Map<?, ?>) new Canned(Texts.plain(), 12, 4).read("group=" + Canned.GROUP);

	@Test
	void fieldsAreTheDocumentedOnes() throws IOException {
		Map<String, Set<String>> documented = documented();
		assertThat(fields(this.group))
			.containsExactlyInAnyOrderElementsOf(union(documented.get("group"), documented.get("description")));
		for (String list : LISTS) {
			for (Object row : (List<?>) this.group.get(list)) {
				assertThat(fields((Map<?, ?>) row)).as(list).containsExactlyInAnyOrderElementsOf(documented.get(list));
			}
		}
	}

	private static Set<String> fields(Map<?, ?> row) {
		return row.keySet()
			.stream()
			.map(String.class::cast)
			.filter((field) -> !field.endsWith("Unknown"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> union(Set<String> first, Set<String> second) {
		Set<String> union = new TreeSet<>(first);
		union.addAll(second);
		return union;
	}

	private static Map<String, Set<String>> documented() throws IOException {
		return TABLE.matcher(Files.readString(Path.of("..", "docs", "operations.md")))
			.results()
			.collect(Collectors.toMap((table) -> table.group(1), CannedTests::fields));
	}

	private static Set<String> fields(MatchResult table) {
		return FIELD.matcher(table.group(2))
			.results()
			.map((field) -> field.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
