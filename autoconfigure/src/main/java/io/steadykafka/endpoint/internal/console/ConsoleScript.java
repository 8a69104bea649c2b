package io.steadykafka.endpoint.internal.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * Joins the modules of the page's script to one, so that a browser asks once: each comes
 * after those that it imports, and nothing is imported anymore. Comments are left out.
 * They share one scope, so no name at the top of a module may be that of another one.
 */
final class ConsoleScript {

	private static final Pattern IMPORT = Pattern
		.compile("import \\{ \\w+(?:, \\w+)* \\} from '(\\.\\.?/[\\w/]+\\.js)';");

	private static final Pattern EXPORT = Pattern.compile("export (?=(?:const|let|class|(?:async )?function) \\w)");

	/**
	 * A line of nothing but a comment, which a browser has no use for.
	 */
	private static final Pattern COMMENT = Pattern.compile("\\s*(?://|/\\*\\*|\\*[ /]).*");

	private static final Pattern MODULE_LINE = Pattern.compile("(?:import|export)\\b.*");

	private final UnaryOperator<String> modules;

	private final Map<String, String> joined = new LinkedHashMap<>();

	private final List<String> importing = new ArrayList<>();

	/**
	 * Create a script.
	 * @param modules the text of a module by its path
	 */
	ConsoleScript(UnaryOperator<String> modules) {
		this.modules = modules;
	}

	/**
	 * Adds a module, after those that it imports.
	 * @throws IllegalStateException if a line can't be understood
	 */
	ConsoleScript add(String module) {
		if (this.joined.containsKey(module)) {
			return this;
		}
		if (this.importing.contains(module)) {
			throw new IllegalStateException(module + " imports itself: " + this.importing);
		}
		this.importing.add(module);
		StringBuilder text = new StringBuilder("// " + module + "\n");
		this.modules.apply(module).lines().forEach((line) -> {
			Matcher imported = IMPORT.matcher(line);
			if (imported.matches()) {
				add(StringUtils.cleanPath(StringUtils.applyRelativePath(module, imported.group(1))));
			}
			else if (!COMMENT.matcher(line).matches()) {
				text.append(statement(module, line)).append('\n');
			}
		});
		this.importing.remove(module);
		this.joined.put(module, text.toString());
		return this;
	}

	private static String statement(String module, String line) {
		String statement = EXPORT.matcher(line).replaceFirst("");
		if (MODULE_LINE.matcher(statement).matches()) {
			throw new IllegalStateException(module + " can't be joined with others. Neither of these: "
					+ "import { a, b } from './c.js'; and export of a const, let, function or class: " + line);
		}
		return statement;
	}

	/**
	 * The modules in the order of the script.
	 */
	List<String> order() {
		return List.copyOf(this.joined.keySet());
	}

	String text() {
		return String.join("\n", this.joined.values());
	}

}
