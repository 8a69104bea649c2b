package io.steadykafka.endpoint.internal.console;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Keeps the console to itself where Spring WebFlux serves it.
 */
public final class ConsoleWebFilter implements WebFilter {

	private final Supplier<ConsolePaths> paths;

	private final ReactiveCsrf csrf;

	/**
	 * Create a filter.
	 * @param csrf what the page needs for writes
	 */
	public ConsoleWebFilter(Supplier<ConsolePaths> paths, ReactiveCsrf csrf) {
		this.paths = paths;
		this.csrf = csrf;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		ConsolePaths.Target target = this.paths.get().target(request.getPath().value());
		return ConsoleSecurity
			.refusal(target, request.getMethod().name(), request.getHeaders().getFirst(ConsoleSecurity.FETCH_SITE))
			.map((refusal) -> refuse(exchange, refusal))
			.orElseGet(() -> answer(target, exchange, chain));
	}

	private Mono<Void> answer(ConsolePaths.Target target, ServerWebExchange exchange, WebFilterChain chain) {
		return switch (target) {
			case PAGE -> {
				setHeaders(exchange, ConsoleSecurity.headers());
				yield this.csrf.headers(exchange)
					.doOnNext((token) -> setHeaders(exchange, token))
					.then(chain.filter(exchange));
			}
			case ASSET -> {
				setHeaders(exchange, ConsoleSecurity.headers());
				yield chain.filter(exchange);
			}
			case GROUPS, OTHER -> chain.filter(exchange);
		};
	}

	private static void setHeaders(ServerWebExchange exchange, Map<String, String> headers) {
		headers.forEach(exchange.getResponse().getHeaders()::set);
	}

	/**
	 * The body is read first: Reactor Netty may leave the next request of a connection
	 * without an answer if the one before it was answered unread (reactor-netty#4188).
	 */
	private static Mono<Void> refuse(ServerWebExchange exchange, String answer) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(ConsoleSecurity.FORBIDDEN));
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		DataBuffer body = response.bufferFactory().wrap(answer.getBytes(StandardCharsets.UTF_8));
		return exchange.getRequest()
			.getBody()
			.doOnNext(DataBufferUtils::release)
			.then(response.writeWith(Mono.just(body)));
	}

}
