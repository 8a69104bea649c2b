package io.steadykafka.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a journal while it is being written.
 */
public final class JournalReader {

	private final Path file;

	private long position;

	public JournalReader(Path file) {
		this.file = file;
	}

	/**
	 * Read on.
	 * @return the entries since the last call; none if there is no such file yet
	 */
	public List<JournalEntry> next() {
		List<JournalEntry> entries = new ArrayList<>();
		if (!Files.exists(this.file)) {
			return entries;
		}
		try (FileChannel channel = FileChannel.open(this.file)) {
			int whole = (int) ((channel.size() - this.position) / JournalEntry.BYTES);
			ByteBuffer buffer = ByteBuffer.allocate(whole * JournalEntry.BYTES);
			while (buffer.hasRemaining() && channel.read(buffer, this.position + buffer.position()) >= 0) {
				// Until all that was there is read.
			}
			buffer.flip();
			while (buffer.remaining() >= JournalEntry.BYTES) {
				entries.add(new JournalEntry(JournalEntry.Kind.of(buffer.getInt()), buffer.getInt(), buffer.getLong(),
						buffer.getLong(), buffer.getLong()));
			}
			this.position += buffer.position();
			return entries;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
