package io.steadykafka.benchmarks.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.convert.DurationStyle;

/**
 * Tells health and meters over HTTP, for there is no web server among what is compared,
 * and lets the handler be made slow: {@code /health}, {@code /prometheus}, {@code /bare}
 * (milliseconds of the bare calls that lag can't be known without), {@code /calls} (of
 * all that a sample makes), {@code /heap} (bytes in use after a collection),
 * {@code /handler/200ms}.
 */
final class ScrapeServer implements AutoCloseable {

	private static final String WORK = "/handler/";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	ScrapeServer(int port, Supplier<String> health, Supplier<String> meters, Supplier<BareCalls> bareCalls,
			HandlerWork work) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/health", (exchange) -> answer(exchange, health.get()));
		this.server.createContext("/prometheus", (exchange) -> answer(exchange, meters.get()));
		this.server.createContext("/bare", (exchange) -> answer(exchange, String.valueOf(bareCalls.get().millis())));
		this.server.createContext("/calls",
				(exchange) -> answer(exchange, String.valueOf(bareCalls.get().allMillis())));
		this.server.createContext("/heap", (exchange) -> answer(exchange, String.valueOf(heap())));
		this.server.createContext(WORK, (exchange) -> {
			String time = exchange.getRequestURI().getPath().substring(WORK.length());
			work.take(DurationStyle.detectAndParse(time));
			answer(exchange, time);
		});
		this.server.start();
	}

	private static long heap() {
		Runtime runtime = Runtime.getRuntime();
		// Twice: what the first one finds may be finalized and go with the second.
		runtime.gc();
		runtime.gc();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private static void answer(HttpExchange exchange, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream output = exchange.getResponseBody()) {
			output.write(body);
		}
	}

}
