package io.steadykafka.benchmarks.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalReader;

/**
 * The application in its own process.
 */
public final class ApplicationProcess implements AutoCloseable {

	private static final String MAIN_CLASS = "io.steadykafka.benchmarks.app.BenchmarkApplication";

	/** The property with the number of records after which the application ends. */
	public static final String EXPECTED = "benchmark.expected";

	private final JavaProcess process;

	private final Path figures;

	private final Path log;

	private final JournalReader journal;

	private ApplicationProcess(JavaProcess process, Path figures, Path log, JournalReader journal) {
		this.process = process;
		this.figures = figures;
		this.log = log;
		this.journal = journal;
	}

	static ApplicationProcess start(String classPath, Path output, Map<String, String> properties) {
		Path figures = Path.of(output + ".figures");
		Path journal = Path.of(output + ".journal");
		List<String> arguments = new ArrayList<>();
		properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
		// Whoever counts for itself keeps no journal, which would be most of its work.
		arguments.add((properties.containsKey(EXPECTED)) ? "--benchmark.figures=" + figures
				: "--benchmark.journal=" + journal);
		Path log = Path.of(output + ".log");
		JavaProcess process = JavaProcess.start(log, classPath, List.of("-Xmx512m"), MAIN_CLASS, arguments);
		return new ApplicationProcess(process, figures, log, new JournalReader(journal));
	}

	/**
	 * Wait for the application to end by itself.
	 */
	public Figures awaitFigures(Duration limit) {
		this.process.requireEnd(limit);
		return Figures.read(this.figures);
	}

	/**
	 * Read on in its journal, after a moment.
	 */
	public List<JournalEntry> journal(Duration moment) {
		this.process.awaitEnd(moment);
		this.process.requireAlive();
		return this.journal.next();
	}

	/**
	 * Read the rest of its journal, once it has ended.
	 */
	public List<JournalEntry> restOfJournal() {
		return this.journal.next();
	}

	/**
	 * Leave it alone for a while.
	 */
	public void leaveFor(Duration time) {
		this.process.awaitEnd(time);
	}

	/**
	 * The file that its log goes to.
	 */
	public Path log() {
		return this.log;
	}

	public void freeze() {
		this.process.freeze();
	}

	public void thaw() {
		this.process.thaw();
	}

	public void stop() {
		this.process.stop();
	}

	public void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
