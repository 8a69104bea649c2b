package io.steadykafka.endpoint.internal.console;

import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * The headers by which the page learns the token that writes need.
 */
@FunctionalInterface
public interface ReactiveCsrf {

	/**
	 * Without protection.
	 */
	ReactiveCsrf NONE = (exchange) -> Mono.empty();

	Mono<Map<String, String>> headers(ServerWebExchange exchange);

}
