package io.steadykafka.sample.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A reverse proxy that knows an application below a path of its own, and nothing beside
 * it.
 */
final class PrefixProxy implements AutoCloseable {

	private static final String PREFIX = "/teams/shop";

	/**
	 * What is between two neighbors only.
	 */
	private static final Set<String> OF_A_CONNECTION = Set.of("connection", "content-length", "host", "upgrade",
			"transfer-encoding", "http2-settings", "expect");

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpClient client = HttpClient.newHttpClient();

	private final Queue<String> outside = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	private final String application;

	private PrefixProxy(HttpServer server, String application) {
		this.server = server;
		this.application = application;
	}

	static PrefixProxy start(String application) throws IOException {
		PrefixProxy proxy = new PrefixProxy(HttpServer.create(new InetSocketAddress("localhost", 0), 0), application);
		proxy.server.setExecutor(proxy.executor);
		proxy.server.createContext(PREFIX + "/", proxy::forward);
		proxy.server.createContext("/", proxy::missing);
		proxy.server.start();
		return proxy;
	}

	String address() {
		return "http://localhost:" + this.server.getAddress().getPort() + PREFIX;
	}

	/**
	 * What was asked for that is not below the path.
	 */
	List<String> outside() {
		return List.copyOf(this.outside);
	}

	private void forward(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().toString().substring(PREFIX.length());
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.application + path))
				.method(exchange.getRequestMethod(),
						HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
			exchange.getRequestHeaders()
				.forEach((name, values) -> values.stream()
					.filter((value) -> isPassedOn(name))
					.forEach((value) -> request.header(name, value)));
			HttpResponse<byte[]> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			response.headers()
				.map()
				.forEach((name, values) -> values.stream()
					.filter((value) -> isPassedOn(name))
					.forEach((value) -> exchange.getResponseHeaders().add(name, value)));
			exchange.sendResponseHeaders(response.statusCode(), response.body().length);
			exchange.getResponseBody().write(response.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean isPassedOn(String header) {
		return !header.startsWith(":") && !OF_A_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
	}

	private void missing(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.outside.add(exchange.getRequestURI().getPath());
			exchange.sendResponseHeaders(404, -1);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
