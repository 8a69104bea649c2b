package io.steadykafka.endpoint.internal.console;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The headers by which the page learns the token that writes need.
 */
@FunctionalInterface
public interface ServletCsrf {

	/**
	 * Without protection.
	 */
	ServletCsrf NONE = (request) -> Map.of();

	Map<String, String> headers(HttpServletRequest request);

}
