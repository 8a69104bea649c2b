package io.steadykafka.operations.internal.allinstances.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The room that is left in a report. Counts what did not fit. Not for use by several
 * threads.
 */
public final class ReportRoom {

	/**
	 * A control character as JSON. No character takes more.
	 */
	private static final int ESCAPED = 6;

	private final Map<String, Integer> leftOut = new LinkedHashMap<>();

	private int left;

	/**
	 * Create room.
	 * @param bytes how many there are
	 */
	public ReportRoom(int bytes) {
		this.left = bytes;
	}

	/**
	 * Takes the room for a value, if there is enough.
	 * @param what names such values, in the plural
	 * @return whether there was; if not, it counts as left out
	 */
	public boolean take(String what, @Nullable Object value) {
		int needed = bytes(value);
		if (needed > this.left) {
			leaveOut(what);
			return false;
		}
		this.left -= needed;
		return true;
	}

	public void leaveOut(String what) {
		this.leftOut.merge(what, 1, Integer::sum);
	}

	/**
	 * What did not fit, for people.
	 */
	public List<String> leftOut() {
		return this.leftOut.entrySet().stream().map((entry) -> entry.getValue() + " " + entry.getKey()).toList();
	}

	/**
	 * At most how many bytes a value has as JSON, with what separates it from the next.
	 */
	static int bytes(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			int bytes = 3;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				bytes += bytes(String.valueOf(entry.getKey())) + bytes(entry.getValue());
			}
			return bytes;
		}
		if (value instanceof Collection<?> collection) {
			return 3 + collection.stream().mapToInt(ReportRoom::bytes).sum();
		}
		return 3 + String.valueOf(value)
			.chars()
			.map((character) -> (character >= ' ' && character < 127 && "\"\\/".indexOf(character) < 0) ? 1 : ESCAPED)
			.sum();
	}

}
