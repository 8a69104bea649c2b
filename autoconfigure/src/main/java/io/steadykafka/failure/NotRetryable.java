package io.steadykafka.failure;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.errors.SerializationException;

import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * Knows exceptions that no attempt can cure: those that Spring Kafka does not retry, that
 * of Kafka for what can't be decoded, and those that the application names.
 */
final class NotRetryable {

	private static final List<Class<? extends Throwable>> DEFAULTS = List.of(DeserializationException.class,
			MessageConversionException.class, ConversionException.class, MethodArgumentResolutionException.class,
			NoSuchMethodException.class, ClassCastException.class, SerializationException.class);

	private final List<Class<? extends Throwable>> types;

	NotRetryable(List<Class<? extends Throwable>> more) {
		this.types = new ArrayList<>(DEFAULTS);
		this.types.addAll(more);
	}

	/**
	 * Whether an exception or one of its causes is not retryable.
	 * @param exception the exception
	 * @return {@code true} if no attempt can cure it
	 */
	boolean matches(Throwable exception) {
		return Causes.isAny(exception, this.types);
	}

}
