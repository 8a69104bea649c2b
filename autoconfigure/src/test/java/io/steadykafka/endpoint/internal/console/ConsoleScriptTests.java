package io.steadykafka.endpoint.internal.console;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConsoleScriptTests {

	@Test
	void eachModuleComesOnceAfterThoseThatItImports() {
		ConsoleScript script = script(Map.of("main.js", """
				// Begins.

				import { one } from './base/one.js';
				import { three, two } from './room/two.js';

				one(two, three);
				""", "room/two.js", """
				import { one } from '../base/one.js';

				/** Two. */
				export const two = one(); // once

				/**
				 * Three.
				 */
				export async function three() {
					export_(one);
				}
				""", "base/one.js", """
				export function one() {
				}
				"""));
		assertThat(script.order()).containsExactly("base/one.js", "room/two.js", "main.js");
		assertThat(script.text()).isEqualTo("""
				// base/one.js
				function one() {
				}

				// room/two.js

				const two = one(); // once

				async function three() {
					export_(one);
				}

				// main.js


				one(two, three);
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "import './b.js';", "import * as b from './b.js';", "import b from './b.js';",
			"import {b} from './b.js';", "import { b as c } from './b.js';", "import { b } from 'b.js';",
			"import { b } from './b.js'", "import {", "export { b };", "export * from './b.js';",
			"export default function b() {", "export const { b } = c;", "export\tconst b = 1;" })
	void whatItDoesNotUnderstandIsRefused(String line) {
		assertThatIllegalStateException().isThrownBy(() -> script(Map.of("main.js", line, "b.js", "")))
			.withMessageStartingWith("main.js can't be joined with others")
			.withMessageEndingWith(line);
	}

	@Test
	void aCircleIsRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> script(
					Map.of("main.js", "import { b } from './b.js';", "b.js", "import { a } from './main.js';")))
			.withMessage("main.js imports itself: [main.js, b.js]");
	}

	private static ConsoleScript script(Map<String, String> modules) {
		return new ConsoleScript((name) -> String.valueOf(modules.get(name))).add("main.js");
	}

}
