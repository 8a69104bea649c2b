package io.steadykafka.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of the documentation whose tables are generated from the code. The test that
 * generates it compares the page with the result, or writes it if the system property
 * {@code steady.docs.write} is {@code true}.
 */
public final class GeneratedPage {

	private GeneratedPage() {
	}

	/**
	 * Replaces the table between a section's comment and the next end comment.
	 * @param section what the section's comment says
	 * @return the page with this table
	 */
	public static String replace(String page, String section, String table) {
		String begin = "<!-- " + section + " -->\n";
		Pattern place = Pattern.compile(Pattern.quote(begin) + "(?s:.*?)<!-- end -->");
		assertThat(place.matcher(page).results()).as("Places of " + section).hasSize(1);
		return place.matcher(page).replaceFirst(Matcher.quoteReplacement(begin + table + "<!-- end -->"));
	}

	/**
	 * Fails if the page is not what was generated, or writes it if that is asked for.
	 * @param rendered what was generated
	 * @param test the test that generates it
	 * @throws IOException if the page can't be read or written
	 */
	public static void check(Path file, String rendered, Class<?> test) throws IOException {
		if (Boolean.getBoolean("steady.docs.write")) {
			Files.writeString(file, rendered);
			return;
		}
		assertThat(Files.readString(file))
			.as(file + " is not what the code says. To write it anew: mvn -f autoconfigure/pom.xml test -Dtest="
					+ test.getSimpleName() + " -Dsteady.docs.write=true")
			.isEqualTo(rendered);
	}

}
