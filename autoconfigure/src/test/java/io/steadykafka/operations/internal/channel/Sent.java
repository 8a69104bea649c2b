package io.steadykafka.operations.internal.channel;

import java.util.Map;

/**
 * What becomes of a report on its way to another instance.
 */
public final class Sent {

	private static final int OVERHEAD = 61 + 13;

	private Sent() {
	}

	/**
	 * The report as the other instance reads it.
	 */
	public static Map<String, Object> report(Map<String, Object> body) {
		Message.Report read = (Message.Report) MessageFormat.read(bytes(body));
		return read.body();
	}

	public static byte[] bytes(Map<String, Object> body) {
		return MessageFormat.write(new Message.Report(new InstanceIdentity("b", "12@host"), body));
	}

	/**
	 * What it takes in the log: with its key, in a batch of one.
	 */
	public static int size(Map<String, Object> body) {
		Message report = new Message.Report(InstanceIdentity.here("4711@shop-7d9c5b6f4-x2x7q"), body);
		return MessageFormat.write(report).length + MessageFormat.key(report).length + OVERHEAD;
	}

	/**
	 * A document as the other instance reads it.
	 */
	public static Map<String, Object> json(String json) {
		return JsonReader.object(json);
	}

}
