package io.steadykafka.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JournalTests {

	@TempDir
	private Path folder;

	@Test
	void entriesAreReadWhileMoreAreWritten() throws IOException {
		Path file = this.folder.resolve("journal");
		JournalReader reader = new JournalReader(file);
		assertThat(reader.next()).isEmpty();
		try (Journal journal = Journal.create(file)) {
			journal.write(Kind.HANDLED, 3, 7_000_000_000L, 1_500_000);
			journal.write(Kind.FAILED, 4, 1, 0);
			List<JournalEntry> entries = reader.next();
			assertThat(entries).extracting(JournalEntry::kind).containsExactly(Kind.HANDLED, Kind.FAILED);
			assertThat(entries.get(0).partition()).isEqualTo(3);
			assertThat(entries.get(0).offset()).isEqualTo(7_000_000_000L);
			assertThat(entries.get(0).tookMicros()).isEqualTo(1_500);
			assertThat(entries.get(1).micros()).isGreaterThanOrEqualTo(entries.get(0).micros());
			assertThat(reader.next()).isEmpty();
			journal.write(Kind.ASSIGNED, 12, 0, 0);
			assertThat(reader.next()).extracting(JournalEntry::kind).containsExactly(Kind.ASSIGNED);
		}
	}

	@Test
	void halfAnEntryIsLeftForLater() throws IOException {
		Path file = this.folder.resolve("journal");
		try (Journal journal = Journal.create(file)) {
			journal.write(Kind.HANDLED, 0, 0, 0);
			journal.write(Kind.HANDLED, 0, 1, 0);
		}
		byte[] all = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(all, all.length - 1));
		JournalReader reader = new JournalReader(file);
		assertThat(reader.next()).hasSize(1);
		Files.write(file, all);
		assertThat(reader.next()).extracting(JournalEntry::offset).containsExactly(1L);
	}

	@Test
	void figuresAreReadAsTheyWereWritten() {
		Path file = this.folder.resolve("figures");
		Figures figures = new Figures(1_000, 200, 2_000_000_000L, 1_000_000, 800_000, 5, 6, 40);
		figures.write(file);
		assertThat(Figures.read(file)).isEqualTo(figures);
		assertThat(figures.recordsPerSecond()).isEqualTo(500);
		assertThat(figures.processorNanosPerRecord()).isEqualTo(1_000);
		assertThat(figures.allocatedBytesPerRecord()).isEqualTo(800);
		assertThat(figures.recordsPerCommit()).isEqualTo(30);
	}

}
