package io.steadykafka.failure.internal.retry;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.apache.kafka.common.errors.ApiException;

/**
 * Knows exceptions that say that another system did not answer, or refused to: a schema
 * registry, say. They say nothing of the record that was being decoded. An
 * {@link java.io.IOException} alone is none of them: parsers throw it for bad bytes.
 */
final class RemoteFailure {

	/**
	 * {@link ApiException} is what Confluent's deserializers throw for a refusal.
	 */
	private static final List<Class<? extends Throwable>> TYPES = List.of(SocketException.class,
			UnknownHostException.class, InterruptedIOException.class, ClosedChannelException.class,
			UnresolvedAddressException.class, SSLException.class, TimeoutException.class, InterruptedException.class,
			ApiException.class);

	/**
	 * Types of libraries that need not be there: of Confluent's and Apicurio's registry
	 * clients and of Spring's, of {@code java.net.http}, of gRPC, and of AWS Glue.
	 */
	private static final Set<String> NAMES = Set.of("RestClientException", "WebClientException", "HttpTimeoutException",
			"StatusRuntimeException", "SdkException");

	private RemoteFailure() {
	}

	/**
	 * Whether an exception was caused by another system.
	 * @return {@code true} if it or one of its causes says so
	 */
	static boolean isIn(Throwable exception) {
		return ExceptionCauses.hasAny(exception, TYPES)
				|| ExceptionCauses.of(exception).stream().anyMatch(RemoteFailure::isNamed);
	}

	private static boolean isNamed(Throwable cause) {
		for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
			if (NAMES.contains(type.getSimpleName())) {
				return true;
			}
		}
		return false;
	}

}
