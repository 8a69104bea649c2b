package io.steadykafka.endpoint.internal.console;

import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.security.web.csrf.CsrfToken;

/**
 * The tokens of Spring Security. The only class here that needs it.
 */
public final class CsrfTokens {

	private static final String HEADER = "X-Csrf-Header";

	private static final String TOKEN = "X-Csrf-Token";

	private CsrfTokens() {
	}

	public static ServletCsrf servlet() {
		return (request) -> (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)
				? Map.of(HEADER, token.getHeaderName(), TOKEN, token.getToken()) : Map.of();
	}

	public static ReactiveCsrf reactive() {
		return (exchange) -> {
			Mono<org.springframework.security.web.server.csrf.CsrfToken> token = exchange.getAttributeOrDefault(
					org.springframework.security.web.server.csrf.CsrfToken.class.getName(), Mono.empty());
			return token.map((present) -> Map.of(HEADER, present.getHeaderName(), TOKEN, present.getToken()));
		};
	}

}
