package io.steadykafka.operations.internal.describe;

/**
 * Names of groups in messages: they come from requests.
 */
final class GroupNames {

	private static final int LONGEST = 255;

	private GroupNames() {
	}

	static String printable(String name) {
		String line = name.replaceAll("\\p{Cntrl}", "?");
		return (line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…";
	}

}
