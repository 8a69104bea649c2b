package io.steadykafka.benchmarks.scenario.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks an application for something over HTTP.
 */
public final class HttpGet {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final HttpClient client = HttpClient.newHttpClient();

	private HttpGet() {
	}

	public static String text(URI address) {
		try {
			return client.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), BodyHandlers.ofString()).body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
