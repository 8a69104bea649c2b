package io.steadykafka.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an application found out about itself.
 *
 * @param records the records that were handled
 * @param nanos the time from the first record to the last
 * @param laterNanos the time that the second half of the records took
 * @param laterProcessorNanos the processor time that its threads took for the second half
 * @param allocatedBytes what its threads allocated in the time of {@code nanos}
 * @param heapBytes the heap in use after a garbage collection at the end
 * @param otherMemoryBytes classes, compiled code and the like at the end
 * @param commits the commits that its consumers sent
 */
public record Figures(long records, long nanos, long laterNanos, long laterProcessorNanos, long allocatedBytes,
		long heapBytes, long otherMemoryBytes, long commits) {

	public double recordsPerSecond() {
		return this.records * 1e9 / this.nanos;
	}

	/**
	 * The speed when the virtual machine has compiled what there is to compile.
	 * @return records a second of the second half
	 */
	public double laterRecordsPerSecond() {
		return this.records / 2.0 * 1e9 / this.laterNanos;
	}

	/**
	 * What a record costs, whatever else the machine does.
	 * @return the processor time of the second half for a record, in nanoseconds
	 */
	public double laterProcessorNanosPerRecord() {
		return this.laterProcessorNanos / (this.records / 2.0);
	}

	public double allocatedBytesPerRecord() {
		return (double) this.allocatedBytes / this.records;
	}

	public double commitsPerSecond() {
		return this.commits * 1e9 / this.nanos;
	}

	public void write(Path file) {
		List<String> lines = List.of(Long.toString(this.records), Long.toString(this.nanos),
				Long.toString(this.laterNanos), Long.toString(this.laterProcessorNanos),
				Long.toString(this.allocatedBytes), Long.toString(this.heapBytes), Long.toString(this.otherMemoryBytes),
				Long.toString(this.commits));
		try {
			Files.write(file, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static Figures read(Path file) {
		try {
			long[] values = Files.readAllLines(file).stream().mapToLong(Long::parseLong).toArray();
			return new Figures(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
