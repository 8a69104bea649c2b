package io.steadykafka.endpoint.internal.console;

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Logs where the console is, once the application has started.
 */
public final class ConsoleAddress implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(ConsoleAddress.class);

	private final Supplier<ConsolePaths> paths;

	private final boolean withData;

	/**
	 * Create a listener.
	 * @param withData whether the endpoint of the page's data is exposed
	 */
	public ConsoleAddress(Supplier<ConsolePaths> paths, boolean withData) {
		this.paths = paths;
		this.withData = withData;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		String address = of(event.getApplicationContext().getEnvironment());
		if (address != null) {
			logger.info("Console of Kafka groups: " + address + this.paths.get().console()
					+ ((this.withData) ? "" : ". It shows nothing, as 'kafkagroups' is not exposed: add it to "
							+ "management.endpoints.web.exposure.include"));
		}
	}

	static @Nullable String of(Environment environment) {
		String port = environment.getProperty("local.management.port");
		boolean separate = port != null && !port.equals(environment.getProperty("local.server.port"));
		String server = (separate) ? "management.server" : "server";
		String used = (separate) ? port : environment.getProperty("local.server.port");
		if (used == null) {
			return null;
		}
		String path = (separate) ? environment.getProperty("management.server.base-path", "")
				: environment.getProperty("server.servlet.context-path", "")
						+ environment.getProperty("spring.mvc.servlet.path", "")
						+ environment.getProperty("spring.webflux.base-path", "");
		return ((isEncrypted(environment, server)) ? "https" : "http") + "://localhost:" + used
				+ path.replaceAll("/+$", "");
	}

	private static boolean isEncrypted(Environment environment, String server) {
		boolean keys = environment.containsProperty(server + ".ssl.bundle")
				|| environment.containsProperty(server + ".ssl.key-store")
				|| environment.containsProperty(server + ".ssl.certificate");
		return keys && environment.getProperty(server + ".ssl.enabled", Boolean.class, true);
	}

}
