package io.steadykafka.failure.internal.retry;

import java.util.List;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.apache.kafka.common.errors.RecordDeserializationException;

import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * Identifies exceptions that no attempt can cure: those that Spring Kafka does not retry,
 * that of a poll for a record that can't be decoded, and those that the application
 * names. If decoding failed because another system did not answer, a retry may succeed.
 */
final class NotRetryable {

	private static final List<Class<? extends Throwable>> DEFAULTS = List.of(DeserializationException.class,
			MessageConversionException.class, ConversionException.class, MethodArgumentResolutionException.class,
			NoSuchMethodException.class, ClassCastException.class);

	private final List<Class<? extends Throwable>> named;

	NotRetryable(List<Class<? extends Throwable>> named) {
		this.named = List.copyOf(named);
	}

	boolean matches(Throwable exception) {
		if (ExceptionCauses.hasAny(exception, this.named)) {
			return true;
		}
		// Only if the poll threw it: a listener may decode other records itself.
		if (exception instanceof RecordDeserializationException
				|| ExceptionCauses.has(exception, DeserializationException.class)) {
			return !RemoteFailure.isIn(exception);
		}
		return ExceptionCauses.hasAny(exception, DEFAULTS);
	}

}
