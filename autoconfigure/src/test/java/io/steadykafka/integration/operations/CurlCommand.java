package io.steadykafka.integration.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of the documentation, as a shell would understand it.
 */
record CurlCommand(String method, String path, Map<String, String> headers, String body) {

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

	private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

	private static final String HOST = "localhost:8080";

	/**
	 * The commands of a section, in order.
	 * @throws IllegalStateException if there is a command that is no curl, or an option
	 * that is not known
	 */
	static List<CurlCommand> of(Path page, String heading) throws IOException {
		String section = Pattern.compile("(?m)^(?=## )")
			.splitAsStream(Files.readString(page))
			.filter((part) -> part.startsWith(heading + "\n"))
			.collect(Collectors.joining());
		return BLOCK.matcher(section)
			.results()
			.flatMap((block) -> block.group(1).replace("\\\n", " ").lines())
			.map(CurlCommand::parse)
			.toList();
	}

	private static CurlCommand parse(String line) {
		Iterator<String> words = WORD.matcher(line).results().map(CurlCommand::unquoted).iterator();
		if (!words.next().equals("curl")) {
			throw new IllegalStateException("Not a curl command: " + line);
		}
		String method = "GET";
		String path = "";
		Map<String, String> headers = new TreeMap<>();
		String body = "";
		while (words.hasNext()) {
			String word = words.next();
			switch (word) {
				case "-s" -> {
				}
				case "-X" -> method = words.next();
				case "-d" -> body = words.next();
				case "-H" -> {
					String[] header = words.next().split(": ", -1);
					headers.put(header[0], header[1]);
				}
				default -> path = pathOf(word, line);
			}
		}
		return new CurlCommand(method, path, headers, body);
	}

	private static String unquoted(MatchResult word) {
		return (word.group(1) != null) ? word.group(1) : word.group(2);
	}

	private static String pathOf(String word, String line) {
		if (!word.startsWith(HOST + "/")) {
			throw new IllegalStateException("'" + word + "' is not understood: " + line);
		}
		return word.substring(HOST.length());
	}

	CurlCommand withId(String id) {
		return new CurlCommand(this.method, this.path, this.headers, this.body.replace("<id>", id));
	}

	HttpRequest toRequest(int port) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + this.path))
			.method(this.method, HttpRequest.BodyPublishers.ofString(this.body));
		this.headers.forEach(request::header);
		return request.build();
	}

}
