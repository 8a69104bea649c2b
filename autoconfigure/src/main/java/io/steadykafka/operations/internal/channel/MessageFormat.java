package io.steadykafka.operations.internal.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.steadykafka.operations.internal.channel.Message.Answer;
import io.steadykafka.operations.internal.channel.Message.Command;
import io.steadykafka.operations.internal.channel.Message.Report;
import io.steadykafka.operations.internal.channel.Message.Reset;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.ValueProcessor;

/**
 * Messages as JSON. Reading expects anything.
 */
final class MessageFormat {

	/**
	 * In bytes.
	 */
	static final int LARGEST = 256 * 1024;

	private static final long VERSION = 1;

	private static final int MOST_TARGETS = 1_000;

	private static final int LONGEST_NAME = 200;

	private static final String REPORT = "report";

	private static final String RESET = "reset";

	private static final byte[] RESET_PREFIX = bytes(RESET + "/");

	private static final Pattern ID = Pattern.compile("[\\w.-]{1,100}");

	private static final JsonWriter<Map<String, @Nullable Object>> writer = JsonWriter.of((members) -> {
		members.add();
		// There is no JSON for NaN.
		ValueProcessor<@Nullable Object> finite = (path,
				value) -> (value instanceof Number number && !Double.isFinite(number.doubleValue())) ? null : value;
		members.applyingValueProcessor(finite);
	});

	private MessageFormat() {
	}

	/**
	 * The key by which compaction keeps the last report of an instance.
	 */
	static byte[] reportKey(String instance) {
		return bytes(REPORT + "/" + instance);
	}

	/**
	 * The instance whose report a key is of, {@code null} if it is no such key.
	 */
	static @Nullable String reporter(byte @Nullable [] key) {
		if (key == null || key.length > LARGEST) {
			return null;
		}
		String text = new String(key, StandardCharsets.UTF_8);
		return (text.startsWith(REPORT + "/")) ? text.substring(REPORT.length() + 1) : null;
	}

	/**
	 * Whether a key is of a record of a reset.
	 */
	static boolean isReset(byte @Nullable [] key) {
		int length = RESET_PREFIX.length;
		return key != null && key.length > length && Arrays.equals(key, 0, length, RESET_PREFIX, 0, length);
	}

	static byte[] key(Message message) {
		if (message instanceof Report report) {
			return reportKey(report.from().id());
		}
		if (message instanceof Command command) {
			return bytes("command/" + command.id());
		}
		if (message instanceof Reset reset) {
			return bytes(RESET + "/" + reset.id());
		}
		Answer answer = (Answer) message;
		return bytes("answer/" + answer.command() + "/" + answer.from());
	}

	/**
	 * Writes a message.
	 * @throws IllegalArgumentException if it is too large
	 */
	static byte[] write(Message message) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("v", VERSION);
		if (message instanceof Report report) {
			fields.put("type", REPORT);
			fields.put("from", report.from().id());
			fields.put("name", report.from().name());
			fields.put("body", report.body());
		}
		else if (message instanceof Command command) {
			fields.put("type", "command");
			fields.put("id", command.id());
			fields.put("from", command.from());
			fields.put("targets", command.targets());
			fields.put("deadline", command.deadline().toEpochMilli());
			fields.put("body", command.body());
		}
		else if (message instanceof Answer answer) {
			fields.put("type", "answer");
			fields.put("id", answer.command());
			fields.put("from", answer.from());
			fields.put("body", answer.body());
		}
		else if (message instanceof Reset reset) {
			fields.put("type", RESET);
			fields.put("id", reset.id());
			fields.put("from", reset.from());
			fields.put("body", reset.body());
		}
		byte[] written = bytes(writer.writeToString(fields));
		if (written.length > LARGEST) {
			throw new IllegalArgumentException(
					"a message of " + written.length + " bytes is larger than " + LARGEST + " bytes");
		}
		return written;
	}

	/**
	 * Reads a message.
	 * @throws IllegalArgumentException if it is none that is known
	 */
	static Message read(byte[] message) {
		if (message.length > LARGEST) {
			throw new IllegalArgumentException(message.length + " bytes");
		}
		Map<String, @Nullable Object> fields = JsonReader.object(text(message));
		if (!Long.valueOf(VERSION).equals(fields.get("v"))) {
			throw new IllegalArgumentException("version " + fields.get("v"));
		}
		String from = id(fields.get("from"));
		Map<String, @Nullable Object> body = body(fields.get("body"));
		Object type = fields.get("type");
		if (REPORT.equals(type)) {
			return new Report(new InstanceIdentity(from, PlainText.of(fields.get("name"), LONGEST_NAME)), body);
		}
		if ("command".equals(type)) {
			return new Command(id(fields.get("id")), from, ids(fields.get("targets")), time(fields.get("deadline")),
					body);
		}
		if ("answer".equals(type)) {
			return new Answer(id(fields.get("id")), from, body);
		}
		if (RESET.equals(type)) {
			return new Reset(id(fields.get("id")), from, body);
		}
		throw new IllegalArgumentException("type " + type);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("no UTF-8", ex);
		}
	}

	private static String id(@Nullable Object value) {
		if (value instanceof String text && ID.matcher(text).matches()) {
			return text;
		}
		throw new IllegalArgumentException("id " + value);
	}

	private static Set<String> ids(@Nullable Object value) {
		if (!(value instanceof List<?> list) || list.size() > MOST_TARGETS) {
			throw new IllegalArgumentException("targets");
		}
		Set<String> ids = new LinkedHashSet<>();
		list.forEach((id) -> ids.add(id(id)));
		return ids;
	}

	private static Instant time(@Nullable Object value) {
		if (value instanceof Long millis) {
			return Instant.ofEpochMilli(millis);
		}
		throw new IllegalArgumentException("deadline " + value);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> body(@Nullable Object value) {
		if (value instanceof Map<?, ?> body) {
			return (Map<String, @Nullable Object>) body;
		}
		throw new IllegalArgumentException("no body");
	}

}
