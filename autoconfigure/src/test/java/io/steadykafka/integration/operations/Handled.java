package io.steadykafka.integration.operations;

/**
 * A record that an instance handled.
 *
 * @param time when, in milliseconds
 */
record Handled(long time, int partition, long offset) {

	static Handled parse(String line) {
		String[] fields = line.split(" ", 3);
		return new Handled(Long.parseLong(fields[0]), Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
	}

}
