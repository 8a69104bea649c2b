package io.steadykafka.operations.internal.reset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.steadykafka.operations.OffsetReset;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Records of executed resets in the topic, so that each instance can undo them. A record
 * that is about to be deleted there is written anew, by the first that comes to it, and
 * so is kept while an instance runs. Safe for use by several threads.
 */
public final class ResetRecords {

	private static final Log logger = LogFactory.getLog(ResetRecords.class);

	/**
	 * The topic keeps messages for an hour.
	 */
	private static final Duration FRESH = Duration.ofMinutes(30);

	private static final int SPREAD = 600;

	/**
	 * When each was last written to the topic, by id.
	 */
	private final Map<String, Instant> written = new ConcurrentHashMap<>();

	private final ResetHistory history;

	private final Predicate<String> groups;

	private final Clock clock;

	private final Duration longest;

	/**
	 * Create records of a history.
	 * @param groups whether a listener of this instance is in a group
	 * @param self the id of this instance: not all write a record anew at the same time
	 */
	public ResetRecords(ResetHistory history, Predicate<String> groups, String self, Clock clock) {
		this.history = history;
		this.groups = groups;
		this.clock = clock;
		this.longest = FRESH.plusSeconds(Math.floorMod(self.hashCode(), SPREAD));
	}

	/**
	 * Keeps a record. The first one of an id counts.
	 * @param at when it was written
	 * @return whether it can be of use here
	 * @throws IllegalArgumentException if it is no record of a reset
	 */
	public boolean received(String id, Map<String, @Nullable Object> body, Instant at) {
		if (!this.history.contains(id)) {
			OffsetReset reset = ResetDocument.read(id, body, this.clock.instant());
			if (!this.groups.test(reset.group())) {
				return false;
			}
			this.history.add(reset);
		}
		// Older parts of the topic are read later.
		this.written.merge(id, at, (present, other) -> (other.isAfter(present)) ? other : present);
		return true;
	}

	/**
	 * The records that are not in the topic, or not for much longer, by the ids of
	 * resets.
	 */
	public Map<String, Map<String, @Nullable Object>> due() {
		List<OffsetReset> present = this.history.lastFirst();
		this.written.keySet().retainAll(present.stream().map(OffsetReset::id).toList());
		Instant before = this.clock.instant().minus(this.longest);
		Map<String, Map<String, @Nullable Object>> due = new LinkedHashMap<>();
		present.stream()
			.filter((reset) -> !this.written.getOrDefault(reset.id(), Instant.MIN).isAfter(before))
			.forEach((reset) -> due.put(reset.id(), ResetDocument.of(reset)));
		return due;
	}

	/**
	 * A record does not fit into a message.
	 */
	public void tooLarge(String id) {
		this.written.put(id, Instant.MAX);
		logger.warn("Reset " + id + " has too many partitions for a message. Undo it in this instance: others don't "
				+ "know of it");
	}

}
