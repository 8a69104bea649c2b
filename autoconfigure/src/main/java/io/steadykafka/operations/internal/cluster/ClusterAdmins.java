package io.steadykafka.operations.internal.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/**
 * One Admin client for each cluster that operations are asked about, made when it is
 * first needed. Safe for use by several threads.
 */
public final class ClusterAdmins implements AutoCloseable {

	private static final String CLIENT_ID = "steady-kafka-operations";

	private final Map<ClusterKey, Admin> admins = new HashMap<>();

	private boolean closed;

	/**
	 * The client for the cluster that a listener reads from.
	 * @throws IllegalStateException if the application is being stopped
	 */
	public synchronized Admin of(ListenerContainer listener) {
		if (this.closed) {
			throw new IllegalStateException("The application is being stopped");
		}
		Map<String, Object> config = listener.consumerConfig();
		return this.admins.computeIfAbsent(ClusterKey.of(config),
				(key) -> Admin.create(ClientConfigs.admin(config, CLIENT_ID + "-" + this.admins.size())));
	}

	/**
	 * Waits for an answer of the brokers.
	 * @param what names what was asked for, for the message
	 * @throws IllegalStateException if it does not come in time; other failures as they
	 * are
	 */
	public static <T> T await(KafkaFuture<T> answer, Duration timeout, String what) {
		try {
			return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failure(Objects.requireNonNullElse(ex.getCause(), ex), timeout, what);
		}
		catch (java.util.concurrent.TimeoutException ex) {
			throw failure(ex, timeout, what);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the brokers were asked for " + what, ex);
		}
	}

	private static RuntimeException failure(Throwable cause, Duration timeout, String what) {
		if (cause instanceof java.util.concurrent.TimeoutException
				|| cause instanceof org.apache.kafka.common.errors.TimeoutException) {
			return new IllegalStateException("The brokers did not answer within " + timeout.toMillis()
					+ " ms when asked for " + what + ". Try again once they can be reached", cause);
		}
		return (cause instanceof RuntimeException known) ? known : new IllegalStateException(cause);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.admins.values().forEach((admin) -> admin.close(Duration.ZERO));
		this.admins.clear();
	}

}
