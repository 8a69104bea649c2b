package io.steadykafka.endpoint.internal.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the console to itself where Spring MVC serves it.
 */
public final class ConsoleServletFilter extends OncePerRequestFilter {

	private final Supplier<ConsolePaths> paths;

	private final ServletCsrf csrf;

	/**
	 * Create a filter.
	 * @param csrf what the page needs for writes
	 */
	public ConsoleServletFilter(Supplier<ConsolePaths> paths, ServletCsrf csrf) {
		this.paths = paths;
		this.csrf = csrf;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ConsolePaths.Target target = this.paths.get().target(request.getRequestURI());
		Optional<String> refusal = ConsoleSecurity.refusal(target, request.getMethod(),
				request.getHeader(ConsoleSecurity.FETCH_SITE));
		if (refusal.isPresent()) {
			refuse(response, refusal.get());
			return;
		}
		switch (target) {
			case PAGE -> {
				ConsoleSecurity.headers().forEach(response::setHeader);
				chain.doFilter(request, new WithToken(response, () -> this.csrf.headers(request)));
			}
			case ASSET -> {
				ConsoleSecurity.headers().forEach(response::setHeader);
				chain.doFilter(request, response);
			}
			case GROUPS, OTHER -> chain.doFilter(request, response);
		}
	}

	private static void refuse(HttpServletResponse response, String answer) throws IOException {
		response.setStatus(ConsoleSecurity.FORBIDDEN);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Spring Security may come before this filter or after it, so its token is read when
	 * the answer begins.
	 */
	private static final class WithToken extends HttpServletResponseWrapper {

		private final Supplier<Map<String, String>> headers;

		WithToken(HttpServletResponse response, Supplier<Map<String, String>> headers) {
			super(response);
			this.headers = headers;
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			this.headers.get().forEach(this::setHeader);
			return super.getOutputStream();
		}

	}

}
