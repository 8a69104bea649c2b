package io.steadykafka.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Java process whose output goes to a file. It ends with this one.
 */
public final class JavaProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
	}

	private final Path log;

	private final Process process;

	private JavaProcess(Path log, Process process) {
		this.log = log;
		this.process = process;
	}

	static JavaProcess start(Path log, String classPath, List<String> options, String mainClass,
			List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, mainClass));
		command.addAll(arguments);
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			STARTED.add(process);
			return new JavaProcess(log, process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Wait for the process to end by itself.
	 */
	public boolean awaitEnd(Duration limit) {
		try {
			return this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until the process has ended as it should.
	 */
	public void requireEnd(Duration limit) {
		if (!awaitEnd(limit)) {
			throw new IllegalStateException("A process does not end, see " + this.log);
		}
		if (this.process.exitValue() != 0) {
			throw new IllegalStateException("A process failed, see " + this.log);
		}
	}

	/**
	 * Complain if the process has ended.
	 */
	public void requireAlive() {
		if (!isAlive()) {
			throw new IllegalStateException("A process has ended too early, see " + this.log);
		}
	}

	/**
	 * Stop it cleanly.
	 */
	public void stop() {
		this.process.destroy();
		if (!awaitEnd(PATIENCE)) {
			kill();
		}
	}

	/**
	 * Kill it with kill -9.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd(PATIENCE);
	}

	/**
	 * Stop it in the middle of whatever it does: it keeps its connections and says
	 * nothing.
	 */
	public void freeze() {
		signal("STOP");
	}

	/**
	 * Let it go on where it was.
	 */
	public void thaw() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			int result = new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor();
			if (result != 0) {
				throw new IllegalStateException("A process does not take signal " + signal + ", see " + this.log);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
