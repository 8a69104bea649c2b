package io.steadykafka.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged sample in a process of its own. What it writes goes to the build's folder.
 */
public final class SampleProcess implements AutoCloseable {

	private static final Path TARGET = Path.of("target");

	private static final int END_SECONDS = 60;

	private static final int EXIT_BY_SIGTERM = 128 + 15;

	private static final Duration REQUEST = Duration.ofSeconds(10);

	private final Process process;

	private final Path log;

	private final int port;

	private final HttpClient client = HttpClient.newHttpClient();

	private SampleProcess(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.port = port;
	}

	public static SampleProcess start(String name, int port, String... arguments) throws IOException {
		Path log = TARGET.resolve("sample-" + name + ".log");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-jar");
		command.add(TARGET.resolve("steady-kafka-sample-app.jar").toString());
		command.add("--server.port=" + port);
		// Samples more often than by default, so that the test needn't wait as long.
		command.add("--steady.kafka.lag.interval=1s");
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		return new SampleProcess(process, log, port);
	}

	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	public String address() {
		return "http://localhost:" + this.port;
	}

	public String get(String path) throws IOException, InterruptedException {
		return send(request(path).GET().build());
	}

	public String post(String path) throws IOException, InterruptedException {
		return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
	}

	HttpResponse<String> send(CurlLine line) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(line.path()).method(line.method(),
				HttpRequest.BodyPublishers.ofString(line.body()));
		if (!line.body().isEmpty()) {
			request.header("Content-Type", "application/json");
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	Scrape scrape() throws IOException, InterruptedException {
		return new Scrape(get("/actuator/prometheus"));
	}

	public String log() {
		return "See " + this.log;
	}

	/**
	 * Asks the process to end, as a terminal or a platform does.
	 * @return whether it ended by itself, in time
	 * @throws InterruptedException if interrupted
	 */
	public boolean terminate() throws InterruptedException {
		this.process.destroy();
		return this.process.waitFor(END_SECONDS, TimeUnit.SECONDS) && this.process.exitValue() == EXIT_BY_SIGTERM;
	}

	/**
	 * Ends the process as a host that fails does.
	 * @throws InterruptedException if interrupted
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		try {
			// After a failed test too, the broker is to take its folder with it.
			if (this.process.isAlive() && !terminate()) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(address() + path)).timeout(REQUEST);
	}

	private String send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

}
