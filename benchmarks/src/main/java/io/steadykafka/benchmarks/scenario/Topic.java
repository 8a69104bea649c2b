package io.steadykafka.benchmarks.scenario;

/**
 * A topic whose n-th record is on partition {@code n % partitions}, at offset
 * {@code n / partitions}.
 *
 * @param name the name
 * @param partitions the number of partitions
 * @param records the number of records that it gets
 */
record Topic(String name, int partitions, int records) {

	static final int PARTITIONS = 12;

	Topic(String name, int records) {
		this(name, PARTITIONS, records);
	}

	int partition(int record) {
		return record % this.partitions;
	}

	long offset(int record) {
		return record / this.partitions;
	}

	int record(int partition, long offset) {
		return Math.toIntExact(offset * this.partitions + partition);
	}

}
