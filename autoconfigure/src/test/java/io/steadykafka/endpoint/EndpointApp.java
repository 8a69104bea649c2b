package io.steadykafka.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with the endpoint, called over HTTP.
 */
final class EndpointApp implements AutoCloseable {

	static final String GROUPS = "/actuator/kafkagroups";

	static final String WRITABLE = "management.endpoint.kafkagroups.access=unrestricted";

	private final ConfigurableApplicationContext context;

	private final Integer port;

	private EndpointApp(ConfigurableApplicationContext context, Integer port) {
		this.context = context;
		this.port = port;
	}

	static EndpointApp start(String... properties) {
		return start(WebApplicationType.SERVLET, List.of(EndpointApplication.class), properties);
	}

	static EndpointApp start(WebApplicationType type, List<Class<?>> configuration, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration.toArray(Class<?>[]::new))
			.web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.kafka.bootstrap-servers=localhost:1",
					"steady.kafka.lag.enabled=false", "steady.kafka.membership.inspection-timeout=0",
					"management.endpoints.web.exposure.include=*")
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
		return new EndpointApp(context,
				(context instanceof WebServerApplicationContext server) ? server.getWebServer().getPort() : null);
	}

	EndpointApp at(int other) {
		return new EndpointApp(this.context, other);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	FakeOperations operations() {
		return this.context.getBean(FakeOperations.class);
	}

	HttpResponse<String> get(String path) {
		return send(request(path).GET());
	}

	HttpResponse<String> get(String path, String user) {
		return send(as(user, request(path)).GET());
	}

	HttpResponse<String> post(String path, String body) {
		return post(path, body, "application/json");
	}

	HttpResponse<String> post(String path, String body, String type) {
		HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
		return send((type.isEmpty()) ? request : request.header("Content-Type", type));
	}

	HttpResponse<String> postAs(String user, String path, Map<String, ?> body) {
		return send(as(user, request(path)).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
	}

	HttpResponse<String> post(String path, Map<String, ?> body, String... headers) {
		HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
		return send(((headers.length > 0) ? request.headers(headers) : request)
			.POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(30));
	}

	private static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
		String credentials = Base64.getEncoder().encodeToString((user + ":pass").getBytes(StandardCharsets.UTF_8));
		return request.header("Authorization", "Basic " + credentials);
	}

	/**
	 * With a connection of its own: Reactor Netty may not answer on one on which a
	 * request was answered whose body nobody read (reactor-netty#4188).
	 */
	private static HttpResponse<String> send(HttpRequest.Builder request) {
		return send(HttpClient.newHttpClient(), request);
	}

	static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
		try {
			return http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
