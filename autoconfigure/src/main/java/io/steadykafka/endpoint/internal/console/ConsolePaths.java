package io.steadykafka.endpoint.internal.console;

import java.util.stream.Collectors;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/**
 * Where the page and the endpoint of its data are, which
 * {@code management.endpoints.web.path-mapping} may change.
 *
 * @param console the path of the page, as {@code /actuator/kafkaconsole}
 * @param groups the path of its data
 */
public record ConsolePaths(String console, String groups) {

	/**
	 * Puts the paths into the page, relative to it: a proxy may put a prefix before them.
	 */
	String apply(String page) {
		return page
			.replace("data-console=\"" + KafkaConsoleEndpoint.ID + "\"", "data-console=\"" + escaped(last()) + "\"")
			.replace("data-groups=\"kafkagroups\"", "data-groups=\"" + escaped(relativeGroups()) + "\"")
			.replace("\"" + KafkaConsoleEndpoint.ID + "/", "\"" + escaped(last()) + "/");
	}

	/**
	 * What a request is for.
	 * @param path the path as it was sent
	 */
	Target target(String path) {
		String compared = normalized(path);
		boolean groupsWithin = isAt(this.groups, this.console) && isAt(compared, this.groups);
		if (!groupsWithin && isAt(compared, this.console)) {
			return (compared.endsWith(this.console)) ? Target.PAGE : Target.ASSET;
		}
		return (isAt(compared, this.groups)) ? Target.GROUPS : Target.OTHER;
	}

	/**
	 * Something may stand before an endpoint's path: the path of the application, of a
	 * servlet, of the management server.
	 */
	private static boolean isAt(String path, String endpoint) {
		return (path + "/").contains(endpoint + "/");
	}

	/**
	 * As Spring compares it: decoded, and without parameters.
	 */
	private static String normalized(String path) {
		try {
			return PathContainer.parsePath(path)
				.elements()
				.stream()
				.map((element) -> (element instanceof PathSegment segment) ? segment.valueToMatch() : element.value())
				.collect(Collectors.joining());
		}
		catch (IllegalArgumentException ex) {
			// An escape that is none, which no endpoint answers either.
			return path;
		}
	}

	private String last() {
		return this.console.substring(this.console.lastIndexOf('/') + 1);
	}

	private String relativeGroups() {
		String[] from = this.console.substring(1).split("/", -1);
		String[] to = this.groups.substring(1).split("/", -1);
		int common = 0;
		while (common < from.length - 1 && common < to.length - 1 && from[common].equals(to[common])) {
			common++;
		}
		StringBuilder relative = new StringBuilder("../".repeat(from.length - 1 - common));
		for (int i = common; i < to.length; i++) {
			relative.append((i > common) ? "/" : "").append(to[i]);
		}
		return relative.toString();
	}

	private static String escaped(String path) {
		return path.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
	}

	/**
	 * What a request is for.
	 */
	enum Target {

		/**
		 * The page.
		 */
		PAGE,

		/**
		 * A file that the page loads.
		 */
		ASSET,

		/**
		 * The page's data.
		 */
		GROUPS,

		/**
		 * Something of the application.
		 */
		OTHER

	}

}
