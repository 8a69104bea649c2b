package io.steadykafka.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import org.slf4j.bridge.SLF4JBridgeHandler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * A whole application with a web server, used over HTTP as its users do.
 */
public final class RunningApp implements AutoCloseable {

	private static final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	static {
		// Logging is set up once for all applications, as some run side by side.
		SLF4JBridgeHandler.removeHandlersForRootLogger();
		SLF4JBridgeHandler.install();
	}

	private RunningApp(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static RunningApp start(Class<?> application, String servers, String... properties) {
		String[] arguments = arguments(0, servers, properties).toArray(String[]::new);
		SpringApplication made = new SpringApplication(application);
		made.setListeners(
				made.getListeners().stream().filter((each) -> !(each instanceof LoggingApplicationListener)).toList());
		return new RunningApp(made.run(arguments));
	}

	static List<String> arguments(int port, String servers, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=" + port, "spring.kafka.bootstrap-servers=" + servers,
				"management.endpoints.web.exposure.include=health,prometheus",
				"management.endpoint.health.show-details=always", "spring.main.banner-mode=off",
				"spring.jmx.enabled=false"));
		all.addAll(List.of(properties));
		for (String hurry : List.of("steady.kafka.lag.interval=500ms", "steady.kafka.health.lag.grace=0s",
				"steady.kafka.health.lag.recovery-delay=0s")) {
			String key = hurry.substring(0, hurry.indexOf('=') + 1);
			if (all.stream().noneMatch((property) -> property.startsWith(key))) {
				all.add(hurry);
			}
		}
		// As arguments: the embedded broker sets system properties, which win over
		// others.
		return all.stream().map((property) -> "--" + property).toList();
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public <T> Collection<T> beans(Class<T> type) {
		return this.context.getBeansOfType(type).values();
	}

	public HttpResponse<String> get(String path) {
		return send(path, (request) -> request.timeout(Duration.ofSeconds(10)));
	}

	/**
	 * Post JSON.
	 */
	public HttpResponse<String> post(String path, String json) {
		return send(path,
				(request) -> request.timeout(Duration.ofMinutes(1))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> how) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		HttpRequest request = how.apply(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))).build();
		try {
			return http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Read a value from the answer of a health indicator.
	 * @param indicator the indicator's name, or empty for the overall health
	 * @param path a JSON path in the answer
	 * @return the value as text, "null" if there is none
	 */
	public String health(String indicator, String path) {
		String body = get("/actuator/health" + (indicator.isEmpty() ? "" : "/" + indicator)).body();
		Object value = JsonPath.using(Configuration.defaultConfiguration().addOptions(Option.SUPPRESS_EXCEPTIONS))
			.parse(body)
			.read(path);
		return String.valueOf(value);
	}

	/**
	 * Scrape the meters.
	 * @return the value of each series whose name begins with {@code steady_kafka}
	 */
	public Map<String, Double> scrape() {
		return series(lines());
	}

	static Map<String, Double> series(Stream<String> lines) {
		Map<String, Double> series = new TreeMap<>();
		lines.filter((line) -> line.startsWith("steady_kafka")).forEach((line) -> {
			int space = line.lastIndexOf(' ');
			series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
		});
		return series;
	}

	public Stream<String> lines() {
		return get("/actuator/prometheus").body().lines();
	}

	/**
	 * How many partitions each member of a listener has.
	 * @return one number a member
	 */
	public List<Integer> membersPartitions(String listener) {
		return bean(KafkaListenerEndpointRegistry.class).getListenerContainer(listener)
			.getAssignmentsByClientId()
			.values()
			.stream()
			.map(Collection::size)
			.toList();
	}

	public void start(String listener) {
		bean(KafkaListenerEndpointRegistry.class).getListenerContainer(listener).start();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
