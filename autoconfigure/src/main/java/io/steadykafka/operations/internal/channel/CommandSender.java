package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Sends commands to instances.
 */
public interface CommandSender {

	/**
	 * Sends a command, and does not wait.
	 * @return completes with the answers by instance: once all are there, or after the
	 * timeout, without those that did not answer
	 * @throws IllegalArgumentException if the command is too large
	 */
	CompletableFuture<Map<String, Map<String, @Nullable Object>>> send(Map<String, @Nullable Object> command,
			Set<String> instances, Duration timeout);

}
