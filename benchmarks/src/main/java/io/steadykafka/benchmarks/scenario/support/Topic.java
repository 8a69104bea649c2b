package io.steadykafka.benchmarks.scenario.support;

/**
 * A topic whose n-th record is on partition {@code n % partitions}, at offset
 * {@code n / partitions}.
 *
 * @param name the name
 * @param partitions the number of partitions
 * @param records the number of records that it gets
 */
public record Topic(String name, int partitions, int records) {

	static final int PARTITIONS = 12;

	public Topic(String name, int records) {
		this(name, PARTITIONS, records);
	}

	public int partition(int record) {
		return record % this.partitions;
	}

	public long offset(int record) {
		return record / this.partitions;
	}

	int record(int partition, long offset) {
		return Math.toIntExact(offset * this.partitions + partition);
	}

}
