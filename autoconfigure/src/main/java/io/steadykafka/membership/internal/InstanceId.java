package io.steadykafka.membership.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The {@code group.instance.id} of a listener, from the name of the application's
 * instance and the listener's id: the same after each restart, legal, and another one for
 * each listener. Spring Kafka adds the number of the member.
 */
final class InstanceId {

	/**
	 * What Kafka allows, as for names of topics
	 * ({@code JoinGroupRequest.validateGroupInstanceId}).
	 */
	private static final int LONGEST = 249;

	private static final int ROOM_FOR_MEMBER = "-99999".length();

	private InstanceId() {
	}

	static String of(String instance, String listener) {
		String wanted = instance + "-" + listener;
		String legal = wanted.replaceAll("[^a-zA-Z0-9._-]", "-");
		if (legal.equals(wanted) && legal.length() <= LONGEST - ROOM_FOR_MEMBER) {
			return legal;
		}
		// Two that were different must not become one.
		String mark = "-" + checksum(wanted);
		int most = LONGEST - ROOM_FOR_MEMBER - mark.length();
		return legal.substring(0, Math.min(most, legal.length())) + mark;
	}

	private static String checksum(String text) {
		CRC32C checksum = new CRC32C();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().toHexDigits((int) checksum.getValue());
	}

}
