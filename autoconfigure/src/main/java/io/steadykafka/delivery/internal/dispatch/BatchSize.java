package io.steadykafka.delivery.internal.dispatch;

/**
 * How many records a listener is delivered at once, so that it finishes them within the
 * redo window. Starts with one record and at most doubles, as TCP's slow start does, and
 * follows the listener's recent speed. Not for use by several threads.
 */
public final class BatchSize {

	private static final int LARGEST = 1 << 24;

	private final long window;

	private final FixedCost fixedCost = new FixedCost();

	private int limit = 1;

	private double timeOfRecord;

	/**
	 * Create the size for a listener that nothing is known of.
	 * @param window the redo window, in nanoseconds; 0 for batches without a limit
	 */
	public BatchSize(long window) {
		this.window = window;
	}

	/**
	 * The number of records to deliver next.
	 * @return the most records of the next batch, 1 or more
	 */
	public int limit() {
		return (this.window == 0) ? Integer.MAX_VALUE : this.limit;
	}

	/**
	 * Learn from a batch whose records the listener took one by one.
	 * @param records how many records the listener finished
	 * @param time how long it took for them, in nanoseconds
	 */
	public void finished(int records, long time) {
		learn(records, time, this.window);
	}

	/**
	 * Learn from a batch that the listener took at once. Where such a call costs more
	 * than the window whatever its size, as one of a remote system does, smaller batches
	 * would cost nearly as much and do nearly nothing: as much again goes to records.
	 * @param records how many records the listener finished
	 * @param time how long it took for them, in nanoseconds
	 */
	public void finishedAtOnce(int records, long time) {
		this.fixedCost.learn(records, time);
		learn(records, time, Math.max(this.window, 2 * this.fixedCost.nanos()));
	}

	private void learn(int records, long time, long available) {
		if (records == 0) {
			return;
		}
		double measured = Math.max(1.0, (double) time / records);
		// A listener that became slower is believed at once, one that became faster by
		// half: too small a batch costs a commit, too large a one costs redone work.
		this.timeOfRecord = (measured > this.timeOfRecord) ? measured : (this.timeOfRecord + measured) / 2;
		int fits = (int) Math.max(1, Math.min(LARGEST, available / this.timeOfRecord));
		// A batch that was not full proves nothing of larger ones.
		int grown = (records >= this.limit) ? Math.min(LARGEST, this.limit * 2) : this.limit;
		this.limit = Math.min(fits, grown);
	}

}
