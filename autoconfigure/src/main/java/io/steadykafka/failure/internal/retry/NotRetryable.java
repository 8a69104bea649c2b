package io.steadykafka.failure.internal.retry;

import java.util.List;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.apache.kafka.common.errors.RecordDeserializationException;

import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * Knows exceptions that no attempt can cure: those that Spring Kafka does not retry, that
 * of a poll for a record that can't be decoded, and those that the application names. A
 * record that could not be decoded because another system did not answer can be decoded
 * later.
 */
final class NotRetryable {

	private static final List<Class<? extends Throwable>> DEFAULTS = List.of(DeserializationException.class,
			MessageConversionException.class, ConversionException.class, MethodArgumentResolutionException.class,
			NoSuchMethodException.class, ClassCastException.class);

	private final List<Class<? extends Throwable>> named;

	NotRetryable(List<Class<? extends Throwable>> named) {
		this.named = List.copyOf(named);
	}

	/**
	 * Whether an exception or one of its causes is not retryable.
	 * @param exception what the listener or the poll threw
	 * @return {@code true} if no attempt can cure it
	 */
	boolean matches(Throwable exception) {
		if (ExceptionCauses.hasAny(exception, this.named)) {
			return true;
		}
		// Only if the poll threw it: a listener may decode records of others.
		if (exception instanceof RecordDeserializationException
				|| ExceptionCauses.has(exception, DeserializationException.class)) {
			return !RemoteFailure.isIn(exception);
		}
		return ExceptionCauses.hasAny(exception, DEFAULTS);
	}

}
