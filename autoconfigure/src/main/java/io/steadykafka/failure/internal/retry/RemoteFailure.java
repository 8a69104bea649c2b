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
 * Identifies exceptions of another system that did not answer or refused to, such as a
 * schema registry: the record that was being decoded may be good. A plain
 * {@link java.io.IOException} is not one of them: parsers throw it for bad bytes.
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
	 * Types of optional libraries: the registry clients of Confluent and Apicurio,
	 * Spring, {@code java.net.http}, gRPC, and AWS Glue.
	 */
	private static final Set<String> NAMES = Set.of("RestClientException", "WebClientException", "HttpTimeoutException",
			"StatusRuntimeException", "SdkException");

	private RemoteFailure() {
	}

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
