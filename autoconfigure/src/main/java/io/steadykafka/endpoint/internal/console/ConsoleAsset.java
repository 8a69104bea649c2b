package io.steadykafka.endpoint.internal.console;

import java.nio.charset.StandardCharsets;

import org.springframework.util.MimeType;

/**
 * The page, or a file that it loads.
 */
record ConsoleAsset(String text, MimeType type) {

	byte[] bytes() {
		return this.text.getBytes(StandardCharsets.UTF_8);
	}

}
