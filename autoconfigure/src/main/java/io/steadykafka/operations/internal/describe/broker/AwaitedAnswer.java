package io.steadykafka.operations.internal.describe.broker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Waits for an answer of Admin.
 */
final class AwaitedAnswer {

	private AwaitedAnswer() {
	}

	/**
	 * Waits.
	 * @param timeout the time limit of the request: Admin keeps it by itself, unless it
	 * is stuck
	 */
	static <T> RequestOutcome<T> of(KafkaFuture<T> answer, String subject, Duration timeout) {
		try {
			return RequestOutcome.of(answer.get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS));
		}
		catch (ExecutionException ex) {
			return RequestOutcome.failed(ex.getCause(), subject);
		}
		catch (TimeoutException ex) {
			return RequestOutcome.failed(ex, subject);
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
	}

}
