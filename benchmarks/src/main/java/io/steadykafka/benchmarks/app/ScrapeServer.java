package io.steadykafka.benchmarks.app;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.convert.DurationStyle;

/**
 * Tells health and meters over HTTP, for there is no web server among what is compared,
 * and lets the handler be made slow: {@code /health}, {@code /prometheus}, {@code /bare}
 * (milliseconds of the bare calls that lag can't be known without), {@code /calls} (of
 * all that a sample makes), {@code /heap} (bytes of all reachable objects),
 * {@code /handler/200ms}.
 */
final class ScrapeServer implements AutoCloseable {

	private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

	private static final String WORK = "/handler/";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	ScrapeServer(int port, Supplier<String> health, Supplier<String> meters, Supplier<RawClientCalls> bareCalls,
			HandlerWork work) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/health", (exchange) -> answer(exchange, health.get()));
		this.server.createContext("/prometheus", (exchange) -> answer(exchange, meters.get()));
		this.server.createContext("/bare", (exchange) -> answer(exchange, String.valueOf(bareCalls.get().millis())));
		this.server.createContext("/calls",
				(exchange) -> answer(exchange, String.valueOf(bareCalls.get().allMillis())));
		this.server.createContext("/heap", (exchange) -> answer(exchange, heap()));
		this.server.createContext(WORK, (exchange) -> {
			String time = exchange.getRequestURI().getPath().substring(WORK.length());
			work.take(DurationStyle.detectAndParse(time));
			answer(exchange, time);
		});
		this.server.start();
	}

	/**
	 * Answers something else, under a path.
	 * @param answer the answer to the rest of the path
	 */
	void add(String path, UnaryOperator<String> answer) {
		this.server.createContext(path, (exchange) -> answer(exchange,
				answer.apply(exchange.getRequestURI().getPath().substring(path.length()))));
	}

	// Of objects that are reachable: memory that is in use is that of whole regions.
	private static String heap() {
		try {
			Object histogram = ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
						new Object[] { new String[0] }, new String[] { String[].class.getName() });
			Matcher total = TOTAL.matcher(String.valueOf(histogram));
			if (!total.find()) {
				throw new IllegalStateException("The histogram has no total: " + histogram);
			}
			return total.group(1);
		}
		catch (JMException ex) {
			throw new IllegalStateException(ex);
		}
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
