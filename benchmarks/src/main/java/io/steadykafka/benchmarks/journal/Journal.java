package io.steadykafka.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Records events, one system call each, so that they survive a kill -9.
 */
public final class Journal implements AutoCloseable {

	private final FileChannel channel;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(JournalEntry.BYTES);

	private final long startNanos = System.nanoTime();

	private final long startMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

	private Journal(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Begin a journal.
	 * @param file the file, which must not exist
	 */
	public static Journal create(Path file) {
		try {
			return new Journal(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write an entry.
	 */
	public synchronized void write(JournalEntry.Kind kind, int partition, long offset, long tookNanos) {
		long micros = this.startMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - this.startNanos);
		this.buffer.clear();
		this.buffer.putInt(kind.code()).putInt(partition).putLong(offset);
		this.buffer.putLong(TimeUnit.NANOSECONDS.toMicros(tookNanos)).putLong(micros).flip();
		try {
			this.channel.write(this.buffer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
