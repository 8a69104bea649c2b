package io.steadykafka.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringApplication;

/**
 * An instance of an application in its own process, which can be killed.
 */
public final class InstanceProcess implements AutoCloseable {

	private static final Path OUTPUT = Path.of("target", "instances");

	private static final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final Process process;

	private InstanceProcess(int port, Process process) {
		this.port = port;
		this.process = process;
	}

	/**
	 * Start an application, and wait for nothing.
	 * @param properties properties on top of those of {@link RunningApp}
	 */
	public static InstanceProcess start(Class<?> application, String servers, String... properties) {
		int port = BrokerProcess.freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
						System.getProperty("java.class.path"), InstanceProcess.class.getName(), application.getName()));
		command.addAll(RunningApp.arguments(port, servers, properties));
		try {
			Files.createDirectories(OUTPUT);
			Path output = Files.createTempFile(OUTPUT, application.getSimpleName(), ".log");
			return new InstanceProcess(port,
					new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static void main(String[] arguments) throws ClassNotFoundException {
		SpringApplication.run(Class.forName(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
	}

	/**
	 * Scrape the meters.
	 * @return the value of each series whose name begins with {@code steady_kafka}; none
	 * if it can't be scraped, before it is up and once it is dead
	 */
	public Map<String, Double> scrape() {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/prometheus"))
			.timeout(Duration.ofSeconds(10))
			.build();
		try {
			HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
			return (answer.statusCode() == 200) ? RunningApp.series(answer.body().lines()) : Map.of();
		}
		catch (IOException ex) {
			return Map.of();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Read, and expect an answer.
	 */
	public HttpResponse<String> get(String path) {
		return send(path, HttpRequest.newBuilder());
	}

	/**
	 * Post JSON.
	 */
	public HttpResponse<String> post(String path, String json) {
		return send(path,
				HttpRequest.newBuilder()
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	private HttpResponse<String> send(String path, HttpRequest.Builder request) {
		URI uri = URI.create("http://localhost:" + this.port + path);
		try {
			return http.send(request.uri(uri).timeout(Duration.ofMinutes(2)).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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
				throw new IllegalStateException("The process does not take signal " + signal);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The name by which instances know it.
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Kill it with SIGKILL: it can say nothing to anybody.
	 */
	public void kill() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
