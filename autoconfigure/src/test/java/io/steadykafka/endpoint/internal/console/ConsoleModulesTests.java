package io.steadykafka.endpoint.internal.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The modules of the page are modules by themselves, and can be joined.
 */
class ConsoleModulesTests {

	private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{ (.+) } from '(.+)';$");

	private static final Pattern TOP = Pattern
		.compile("(?m)^(export )?(?:const|let|class|(?:async )?function) ([\\w$]+)");

	private static final Pattern NO_CODE = Pattern.compile("/\\*[\\s\\S]*?\\*/|//[^\n]*|'(?:[^'\\\\\n]|\\\\.)*'");

	private static final int MOST_LINES = 300;

	private static final int MOST_FILES = 25;

	private final ConsoleScript script = new ConsoleScript(ConsoleAssets::read).add("main.js");

	@Test
	void allAreInTheScriptWithoutAnyImportOrExport() throws IOException {
		assertThat(this.script.order())
			.containsExactlyInAnyOrderElementsOf(files().stream().filter((file) -> file.endsWith(".js")).toList());
		assertThat(this.script.text()).doesNotContainPattern("(?m)^\\s*(import|export)\\b");
	}

	@Test
	void whatIsImportedIsExportedByAModuleBefore() {
		Map<String, Set<String>> exported = new HashMap<>();
		for (String module : this.script.order()) {
			String text = ConsoleAssets.read(module);
			IMPORT.matcher(text).results().forEach((found) -> {
				String from = StringUtils.cleanPath(StringUtils.applyRelativePath(module, found.group(2)));
				assertThat(exported.getOrDefault(from, Set.of())).as(module + " imports from " + from)
					.contains(found.group(1).split(", ", -1));
			});
			exported.put(module, names(text, true));
		}
	}

	@Test
	void whatIsImportedIsUsedAndWhatIsUsedIsImported() {
		Map<String, String> exporters = new HashMap<>();
		this.script.order()
			.forEach(
					(module) -> names(ConsoleAssets.read(module), true).forEach((name) -> exporters.put(name, module)));
		for (String module : this.script.order()) {
			String text = ConsoleAssets.read(module);
			String code = NO_CODE.matcher(IMPORT.matcher(text).replaceAll("")).replaceAll("");
			Set<String> imported = IMPORT.matcher(text)
				.results()
				.flatMap((found) -> Arrays.stream(found.group(1).split(", ", -1)))
				.collect(Collectors.toSet());
			assertThat(imported).as(module).allMatch((name) -> code.matches("(?s).*\\b" + name + "\\b.*"));
			Set<String> called = Pattern.compile("(?<![.\\w])(\\w+)\\(")
				.matcher(code)
				.results()
				.map((found) -> found.group(1))
				.filter(exporters::containsKey)
				.collect(Collectors.toSet());
			called.removeAll(imported);
			called.removeAll(names(text, false));
			assertThat(called).as(module + " calls, and does not import").isEmpty();
		}
	}

	@Test
	void noNameIsThatOfAnotherModule() {
		List<String> names = new ArrayList<>();
		this.script.order().forEach((module) -> names.addAll(names(ConsoleAssets.read(module), false)));
		assertThat(names).doesNotHaveDuplicates();
	}

	@Test
	void filesAndFoldersAreSmall() throws IOException {
		Map<String, Integer> folders = new HashMap<>();
		for (String file : files()) {
			assertThat(ConsoleAssets.read(file).lines().count()).as(file).isLessThanOrEqualTo(MOST_LINES);
			folders.merge(file.substring(0, file.lastIndexOf('/') + 1), 1, Integer::sum);
		}
		assertThat(folders.values()).allMatch((count) -> count <= MOST_FILES);
	}

	private static Set<String> names(String text, boolean exported) {
		Set<String> names = new HashSet<>();
		for (MatchResult found : TOP.matcher(text).results().toList()) {
			if (!exported || found.group(1) != null) {
				names.add(found.group(2));
			}
		}
		return names;
	}

	private static List<String> files() throws IOException {
		List<String> files = new ArrayList<>();
		String folder = "/io/steadykafka/endpoint/console/";
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + folder + "**")) {
			String address = file.getURL().toString();
			if (file.isReadable() && !address.endsWith("/")) {
				files.add(address.substring(address.indexOf(folder) + folder.length()));
			}
		}
		return files;
	}

}
