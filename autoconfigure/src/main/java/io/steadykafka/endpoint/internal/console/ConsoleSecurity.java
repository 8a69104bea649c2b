package io.steadykafka.endpoint.internal.console;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What browsers may do with the page, and which of their requests may change something.
 */
public final class ConsoleSecurity {

	/**
	 * Where a browser says who made a request; other clients don't send it.
	 */
	static final String FETCH_SITE = "Sec-Fetch-Site";

	static final int FORBIDDEN = 403;

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

	private static final Map<String, String> HEADERS = new TreeMap<>(Map.of("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
					+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Frame-Options", "DENY", "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer",
			"Cache-Control", "no-store"));

	private ConsoleSecurity() {
	}

	/**
	 * The headers of the page and its assets.
	 */
	static Map<String, String> headers() {
		return HEADERS;
	}

	/**
	 * Why a request is refused. Also one for the page: where its path is below that of
	 * the groups, it names one.
	 * @param site what the browser says of the page that made it
	 * @return the answer, empty if it is not refused
	 */
	static Optional<String> refusal(ConsolePaths.Target target, String method, @Nullable String site) {
		if (target == ConsolePaths.Target.OTHER || READS.contains(method) || site == null || OWN_SITES.contains(site)) {
			return Optional.empty();
		}
		return Optional.of("{\"status\":" + FORBIDDEN + ",\"error\":\"A page of another site may not operate groups: "
				+ FETCH_SITE + " is neither " + String.join(" nor ", OWN_SITES.stream().sorted().toList()) + "\"}");
	}

}
