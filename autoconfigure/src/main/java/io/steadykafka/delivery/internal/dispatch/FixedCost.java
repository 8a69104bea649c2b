package io.steadykafka.delivery.internal.dispatch;

/**
 * What a batch costs whatever its size: the intercept of a straight line through the
 * times of recent batches over their sizes (least squares, older ones count ever less).
 * Not for use by several threads.
 */
final class FixedCost {

	private static final double MEMORY = 0.9;

	private double weight;

	private double records;

	private double recordsSquared;

	private double time;

	private double timeByRecords;

	private double cost;

	private boolean known;

	/**
	 * Learn from a batch.
	 * @param size how many records it had
	 * @param nanos how long it took
	 */
	void learn(int size, long nanos) {
		this.weight = MEMORY * this.weight + 1;
		this.records = MEMORY * this.records + size;
		this.recordsSquared = MEMORY * this.recordsSquared + (double) size * size;
		this.time = MEMORY * this.time + nanos;
		this.timeByRecords = MEMORY * this.timeByRecords + (double) size * nanos;
		double spread = this.weight * this.recordsSquared - this.records * this.records;
		// Batches of one size don't tell. What was learned from others stays.
		if (spread > 1e-3 * this.recordsSquared) {
			double slope = (this.weight * this.timeByRecords - this.records * this.time) / spread;
			this.cost = Math.max(0, (this.time - Math.max(0, slope) * this.records) / this.weight);
			this.known = true;
		}
		else if (!this.known && size == 1) {
			// As if a record cost nothing: a batch of two will tell.
			this.cost = nanos;
		}
	}

	/**
	 * The cost.
	 * @return nanoseconds, 0 as long as it is not known
	 */
	long nanos() {
		return (long) this.cost;
	}

}
