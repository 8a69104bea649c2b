package io.steadykafka.sample.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Texts that come from anybody: names, keys, exceptions.
 */
final class Texts {

	/**
	 * What would run, load or show something if it was taken for more than text. Each
	 * says so in the title of the page.
	 */
	static final List<String> HOSTILE = List.of("<img src=x onerror=\"document.title='hacked'\">",
			"<script>document.title='hacked'</script>", "<svg/onload=document.title='hacked'>",
			"\"><script>document.title='hacked'</script>", "' onmouseover='document.title=1' x='",
			"\" autofocus onfocus=\"document.title='hacked'", "javascript:document.title='hacked'",
			"</textarea></title></style><script>document.title=1</script>",
			"<iframe srcdoc=\"<script>parent.document.title=1</script>\"></iframe>",
			"<a href=\"javascript:document.title=1\">click</a>", "<style>*{display:none}</style>",
			"<base href=\"http://192.0.2.1/\">", "<form action=\"http://192.0.2.1/\"><input name=q></form>",
			"{{constructor.constructor('document.title=1')()}}", "${document.title='hacked'}",
			"<!--><img src=http://192.0.2.1/x>", "&lt;img src=x onerror=document.title=1&gt;", "__proto__",
			"\u202Eexe.stnemyap\u202C\u0000\u0007\u200B", "%3Cscript%3E/../../?x=%22#\\'\"`|;&<>");

	private final Map<String, String> given = new LinkedHashMap<>();

	private final UnaryOperator<String> text;

	private Texts(UnaryOperator<String> text) {
		this.text = text;
	}

	static Texts plain() {
		return new Texts(UnaryOperator.identity());
	}

	static Texts hostile() {
		int[] next = { 0 };
		return new Texts((text) -> HOSTILE.get(next[0]++ % HOSTILE.size()));
	}

	/**
	 * As the page has to show it: what would turn the text around is replaced.
	 */
	static String shown(String hostile) {
		return hostile.replaceAll("[\u202A-\u202E]", "\uFFFD");
	}

	/**
	 * As long as Kafka lets names be, without a place to break them.
	 */
	static Texts ofLength(int length) {
		return new Texts((text) -> (text.replaceAll("\\W", "_") + "_").repeat(length).substring(0, length));
	}

	/**
	 * The same for the same.
	 */
	synchronized String of(String text) {
		return this.given.computeIfAbsent(text, this.text);
	}

	synchronized List<String> given() {
		return List.copyOf(this.given.values());
	}

}
