package io.steadykafka.sample.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.steadykafka.endpoint.internal.console.ConsoleAssets;
import io.steadykafka.endpoint.internal.console.ConsolePaths;
import io.steadykafka.endpoint.internal.console.KafkaConsoleEndpoint;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Serves the real page, and answers that no sample gives on demand.
 */
final class StubConsole implements AutoCloseable {

	/**
	 * As the starter sends it: {@code ConsoleIT} compares.
	 */
	static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final String CONSOLE = "/actuator/kafkaconsole";

	private static final String GROUPS = "/actuator/kafkagroups";

	private static final String TOKEN_HEADER = "X-Stub-Token";

	private static final KafkaConsoleEndpoint PAGE = new KafkaConsoleEndpoint(
			new ConsoleAssets(() -> new ConsolePaths(CONSOLE, GROUPS), () -> Access.UNRESTRICTED));

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final byte[] LOGIN = "<!DOCTYPE html><title>Sign in</title><link rel=icon href=data:,><h1>Sign in</h1>"
		.getBytes(StandardCharsets.UTF_8);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicInteger readsAtOnce = new AtomicInteger();

	private final AtomicInteger mostReadsAtOnce = new AtomicInteger();

	private final HttpServer server;

	private volatile Function<String, Object> groups = (query) -> Map.of();

	private volatile Function<String, Object> operations = (operation) -> Map.of();

	private volatile Map<String, Object> lastOperation = Map.of();

	private volatile int status = 200;

	private volatile int operationStatus = 200;

	private volatile String token = "t-1";

	private volatile boolean login;

	private StubConsole(HttpServer server) {
		this.server = server;
	}

	static StubConsole start() throws IOException {
		StubConsole stub = new StubConsole(HttpServer.create(new InetSocketAddress("localhost", 0), 0));
		stub.server.setExecutor(stub.executor);
		stub.server.createContext(CONSOLE, (exchange) -> stub.answer(exchange, stub::file));
		stub.server.createContext(GROUPS, (exchange) -> stub.answer(exchange, stub::data));
		stub.server.createContext("/login", (exchange) -> send(exchange, 200, LOGIN));
		stub.server.start();
		return stub;
	}

	String address() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/**
	 * What is answered from now on.
	 * @param groups by the query, as {@code group=orders}, or {@code null}
	 * @param operations by the name of the operation
	 */
	void answer(Function<String, Object> groups, Function<String, Object> operations) {
		this.groups = groups;
		this.operations = operations;
		this.status = 200;
		this.operationStatus = 200;
		this.login = false;
		this.mostReadsAtOnce.set(0);
	}

	void fail(int status) {
		this.status = status;
	}

	/**
	 * Answers all operations with a status, also the question which of them are allowed.
	 */
	void failOperations(int status) {
		this.operationStatus = status;
	}

	/**
	 * Wants another token from now on, as after the session has changed.
	 */
	void renewToken() {
		this.token = UUID.randomUUID().toString();
	}

	/**
	 * Leads all requests to a login page, as where a session has expired.
	 */
	void login() {
		this.login = true;
	}

	/**
	 * The arguments of the last operation that was asked for.
	 */
	Map<String, Object> lastOperation() {
		return this.lastOperation;
	}

	int reads() {
		return this.reads.get();
	}

	int mostReadsAtOnce() {
		return this.mostReadsAtOnce.get();
	}

	private void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
		if (this.login) {
			exchange.getResponseHeaders().set("Location", "/login");
			send(exchange, 302, new byte[0]);
		}
		else {
			handler.handle(exchange);
		}
	}

	private void file(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		WebEndpointResponse<byte[]> file = (path.equals(CONSOLE)) ? PAGE.page()
				: PAGE.asset(path.substring(CONSOLE.length() + 1));
		exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
		if (path.equals(CONSOLE)) {
			exchange.getResponseHeaders().set("X-Csrf-Header", TOKEN_HEADER);
			exchange.getResponseHeaders().set("X-Csrf-Token", this.token);
		}
		exchange.getResponseHeaders().set("Content-Type", String.valueOf(file.getContentType()));
		send(exchange, file.getStatus(), (file.getBody() != null) ? file.getBody() : new byte[0]);
	}

	private void data(HttpExchange exchange) throws IOException {
		byte[] asked = exchange.getRequestBody().readAllBytes();
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		if (asked.length > 0) {
			int refused = this.token.equals(exchange.getRequestHeaders().getFirst(TOKEN_HEADER)) ? this.operationStatus
					: 403;
			if (refused != 200) {
				send(exchange, refused, new byte[0]);
				return;
			}
			@SuppressWarnings("unchecked")
			Map<String, Object> arguments = JSON.readValue(asked, Map.class);
			String operation = (String) arguments.get("operation");
			if (!operation.equals("allowed")) {
				this.lastOperation = arguments;
			}
			send(exchange, 200, JSON.writeValueAsBytes(this.operations.apply(operation)));
			return;
		}
		this.reads.incrementAndGet();
		this.mostReadsAtOnce.accumulateAndGet(this.readsAtOnce.incrementAndGet(), Math::max);
		try {
			Object answer = (this.status == 200) ? this.groups.apply(exchange.getRequestURI().getQuery())
					: Map.of("error", "status " + this.status);
			send(exchange, this.status, JSON.writeValueAsBytes(answer));
		}
		finally {
			this.readsAtOnce.decrementAndGet();
		}
	}

	private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		try (exchange) {
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
