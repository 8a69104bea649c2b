package io.steadykafka.endpoint.internal.answer;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * An answer to a call over HTTP.
 */
public record Answer(int status, Map<String, @Nullable Object> document) {

	/**
	 * As bytes, so that no mapper and no character set changes it.
	 */
	public WebEndpointResponse<byte[]> toResponse() {
		return new WebEndpointResponse<>(JsonText.of(this.document).getBytes(StandardCharsets.UTF_8), this.status);
	}

}
