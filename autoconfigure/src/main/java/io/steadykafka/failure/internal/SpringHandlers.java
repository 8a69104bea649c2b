package io.steadykafka.failure.internal;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;
import org.springframework.kafka.listener.CommonMixedErrorHandler;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.FailedRecordProcessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.backoff.BackOff;

/**
 * Inspects private fields of Spring Kafka's handlers, which don't expose how they recover
 * a record. Finds nothing if these fields have changed.
 */
final class SpringHandlers {

	private static final String TRACKER = "failureTracker";

	private static final String RECOVERER = "recoverer";

	private SpringHandlers() {
	}

	/**
	 * Whether an error handler or after-rollback processor has no recoverer of the
	 * application's: it logs and skips a record whose retries are exhausted.
	 */
	static boolean skipsSilently(Object handler) {
		try {
			return handler instanceof CommonLoggingErrorHandler
					|| delegates(handler).anyMatch(SpringHandlers::skipsSilently) || hasNoRecoverer(handler);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static Stream<Object> delegates(Object handler) {
		List<@Nullable Object> delegates = new ArrayList<>();
		if (handler instanceof CommonDelegatingErrorHandler) {
			delegates.add(field(CommonDelegatingErrorHandler.class, "defaultErrorHandler", handler));
			if (field(CommonDelegatingErrorHandler.class, "delegates", handler) instanceof Map<?, ?> others) {
				delegates.addAll(others.values());
			}
		}
		else if (handler instanceof CommonMixedErrorHandler) {
			delegates.add(field(CommonMixedErrorHandler.class, "recordErrorHandler", handler));
			delegates.add(field(CommonMixedErrorHandler.class, "batchErrorHandler", handler));
		}
		return delegates.stream().flatMap(Stream::ofNullable);
	}

	private static boolean hasNoRecoverer(Object handler) {
		if (!(handler instanceof FailedRecordProcessor)) {
			return false;
		}
		// The default is a lambda, and each lambda of the source is a class of its own.
		Object recoverer = recoverer(handler);
		Object byDefault = recoverer(new DefaultErrorHandler());
		return recoverer != null && byDefault != null && recoverer.getClass() == byDefault.getClass();
	}

	private static @Nullable Object recoverer(Object handler) {
		Object tracker = field(FailedRecordProcessor.class, TRACKER, handler);
		return (tracker != null) ? field(tracker.getClass(), RECOVERER, tracker) : null;
	}

	/**
	 * Whether an after-rollback processor equals the one that each container has by
	 * default.
	 */
	static boolean isDefault(Object processor) {
		try {
			return processor.getClass() == DefaultAfterRollbackProcessor.class
					&& isSame(processor, new DefaultAfterRollbackProcessor<>());
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static boolean isSame(@Nullable Object one, @Nullable Object other) {
		if (Objects.equals(one, other)) {
			return true;
		}
		if (one == null || other == null || one.getClass() != other.getClass() || one instanceof BackOff) {
			return false;
		}
		// Functions are compared by class, other types of Spring field by field.
		return one instanceof LogAccessor || one.getClass().isHidden()
				|| (one.getClass().getName().startsWith("org.springframework.")
						&& fields(one.getClass()).allMatch((field) -> isSame(ReflectionUtils.getField(field, one),
								ReflectionUtils.getField(field, other))));
	}

	private static Stream<Field> fields(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		ReflectionUtils.doWithFields(type, (field) -> {
			ReflectionUtils.makeAccessible(field);
			fields.add(field);
		}, (field) -> !Modifier.isStatic(field.getModifiers()));
		return fields.stream();
	}

	private static @Nullable Object field(Class<?> type, String name, Object target) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, target);
	}

	/**
	 * Keeps the inspected fields in a native image.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			if (!ClassUtils.isPresent("org.springframework.kafka.listener.FailedRecordProcessor", classLoader)) {
				return;
			}
			keep(hints, CommonDelegatingErrorHandler.class, "defaultErrorHandler", "delegates");
			keep(hints, CommonMixedErrorHandler.class, "recordErrorHandler", "batchErrorHandler");
			keep(hints, DefaultAfterRollbackProcessor.class, "backOff");
			keep(hints, FailedRecordProcessor.class, TRACKER);
			Field tracker = ReflectionUtils.findField(FailedRecordProcessor.class, TRACKER);
			if (tracker != null) {
				keep(hints, tracker.getType(), RECOVERER);
			}
		}

		private static void keep(RuntimeHints hints, Class<?> type, String... fields) {
			for (String name : fields) {
				Field field = ReflectionUtils.findField(type, name);
				if (field != null) {
					hints.reflection().registerField(field);
				}
			}
		}

	}

}
