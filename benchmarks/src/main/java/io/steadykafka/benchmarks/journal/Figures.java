package io.steadykafka.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an application measured itself.
 *
 * @param records the records that were measured
 * @param warmUp the records that were handled before, without being measured
 * @param nanos the time from the first record to the last
 * @param processorNanos the processor time that its threads took in that time
 * @param allocatedBytes what its threads allocated in that time
 * @param heapBytes the heap in use after a garbage collection at the end
 * @param otherMemoryBytes classes, compiled code and other non-heap memory at the end
 * @param commits the commits that its consumers sent from the start to the end
 */
public record Figures(long records, long warmUp, long nanos, long processorNanos, long allocatedBytes, long heapBytes,
		long otherMemoryBytes, long commits) {

	public double recordsPerSecond() {
		return this.records * 1e9 / this.nanos;
	}

	/**
	 * What a record costs, whatever else the machine does.
	 * @return the processor time for a record, in nanoseconds
	 */
	public double processorNanosPerRecord() {
		return (double) this.processorNanos / this.records;
	}

	public double allocatedBytesPerRecord() {
		return (double) this.allocatedBytes / this.records;
	}

	public double recordsPerCommit() {
		return (double) (this.warmUp + this.records) / this.commits;
	}

	public void write(Path file) {
		List<String> lines = List.of(Long.toString(this.records), Long.toString(this.warmUp), Long.toString(this.nanos),
				Long.toString(this.processorNanos), Long.toString(this.allocatedBytes), Long.toString(this.heapBytes),
				Long.toString(this.otherMemoryBytes), Long.toString(this.commits));
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
