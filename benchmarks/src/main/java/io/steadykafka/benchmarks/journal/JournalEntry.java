package io.steadykafka.benchmarks.journal;

/**
 * An event in an application.
 *
 * @param kind what happened
 * @param partition the partition of the record; for rebalances the number of partitions,
 * else 0
 * @param offset the offset of the record; for rebalances the generation or epoch that the
 * member is in
 * @param tookMicros how long the handler took; for rebalances 0
 * @param micros when, in microseconds since 1970; never goes back within a process
 */
public record JournalEntry(Kind kind, int partition, long offset, long tookMicros, long micros) {

	static final int BYTES = 2 * Integer.BYTES + 3 * Long.BYTES;

	/**
	 * What may happen.
	 */
	public enum Kind {

		/** The handler returned. */
		HANDLED('h'),

		/** The handler threw. */
		FAILED('f'),

		/** Listener containers are about to be started. */
		STARTING('s'),

		/** Partitions were assigned, maybe none. */
		ASSIGNED('a'),

		/** Partitions were revoked or lost. */
		REVOKED('r');

		private final int code;

		Kind(int code) {
			this.code = code;
		}

		int code() {
			return this.code;
		}

		static Kind of(int code) {
			for (Kind kind : values()) {
				if (kind.code == code) {
					return kind;
				}
			}
			throw new IllegalArgumentException("Not a journal: " + code);
		}

	}

}
