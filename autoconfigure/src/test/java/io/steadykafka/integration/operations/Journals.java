package io.steadykafka.integration.operations;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all instances have handled, read from their files as they grow.
 */
final class Journals {

	private final Map<Path, Long> positions = new HashMap<>();

	private final Map<Integer, BitSet> seen = new TreeMap<>();

	private final List<Handled> round = new ArrayList<>();

	private final Map<Integer, TreeSet<Long>> again = new TreeMap<>();

	/**
	 * A new file for an instance.
	 */
	Path add() {
		try {
			Path file = Files.createTempFile(Files.createDirectories(Path.of("target", "instances")), "journal",
					".txt");
			this.positions.put(file, 0L);
			return file.toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Forget the records of the round before, but not that they were handled.
	 */
	void begin() {
		read();
		this.round.clear();
		this.again.clear();
	}

	void read() {
		List<Handled> handled = new ArrayList<>();
		this.positions.replaceAll((file, position) -> position + read(file, position, handled));
		handled.sort(Comparator.comparingLong(Handled::time));
		handled.forEach((each) -> {
			BitSet before = this.seen.computeIfAbsent(each.partition(), (key) -> new BitSet());
			int offset = Math.toIntExact(each.offset());
			if (before.get(offset)) {
				this.again.computeIfAbsent(each.partition(), (key) -> new TreeSet<>()).add(each.offset());
			}
			before.set(offset);
		});
		this.round.addAll(handled);
	}

	private static long read(Path file, long position, List<Handled> handled) {
		try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
			byte[] bytes = new byte[Math.toIntExact(open.length() - position)];
			open.seek(position);
			open.readFully(bytes);
			String text = new String(bytes, StandardCharsets.US_ASCII);
			int whole = text.lastIndexOf('\n') + 1;
			text.substring(0, whole).lines().map(Handled::parse).forEach(handled::add);
			return whole;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The offsets of a partition in the order in which they were handled in this round.
	 */
	List<Long> offsets(int partition) {
		return inOrder(partition).stream().map(Handled::offset).toList();
	}

	private List<Handled> inOrder(int partition) {
		return this.round.stream()
			.filter((handled) -> handled.partition() == partition)
			.sorted(Comparator.comparingLong(Handled::time))
			.toList();
	}

	/**
	 * The first offset that was handled in this round, and before.
	 * @return the largest number if there is none
	 */
	long firstAgain(int partition) {
		TreeSet<Long> offsets = this.again.getOrDefault(partition, new TreeSet<>());
		return (offsets.isEmpty()) ? Long.MAX_VALUE : offsets.first();
	}

	/**
	 * The first offset that nobody handled.
	 */
	long next(int partition) {
		return this.seen.getOrDefault(partition, new BitSet()).nextClearBit(0);
	}

	/**
	 * The longest time without a record of a partition, in milliseconds.
	 * @param from when to begin
	 * @param to when to end
	 */
	long longestPause(int partition, long from, long to) {
		long longest = 0;
		long last = from;
		for (Handled handled : inOrder(partition)) {
			if (handled.time() >= from && handled.time() <= to) {
				longest = Math.max(longest, handled.time() - last);
				last = handled.time();
			}
		}
		return Math.max(longest, to - last);
	}

}
