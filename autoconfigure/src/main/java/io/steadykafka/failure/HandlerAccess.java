package io.steadykafka.failure;

import java.lang.reflect.Field;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.FailedRecordProcessor;
import org.springframework.kafka.listener.SeekUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Looks into Spring Kafka's handlers, which don't tell what they do with a record in the
 * end. If they are not what they were, nothing is found.
 */
final class HandlerAccess {

	private HandlerAccess() {
	}

	/**
	 * Whether a handler has no recoverer of the application's: it logs a record that used
	 * up its attempts, and skips it.
	 * @param handler an error handler or after-rollback processor
	 * @return {@code true} if it skips silently
	 */
	static boolean skipsSilently(Object handler) {
		if (!(handler instanceof FailedRecordProcessor)) {
			return false;
		}
		Object tracker = field(FailedRecordProcessor.class, "failureTracker", handler);
		Object recoverer = (tracker != null) ? field(tracker.getClass(), "recoverer", tracker) : null;
		// The default is a lambda of the tracker's that logs; another lambda wraps a
		// recoverer of the application's.
		return tracker != null && recoverer != null
				&& recoverer.getClass().getName().startsWith(tracker.getClass().getName() + "$$Lambda")
				&& Arrays.stream(recoverer.getClass().getDeclaredFields())
					.map(Field::getType)
					.anyMatch(LogAccessor.class::equals);
	}

	/**
	 * Whether an after-rollback processor is the one that each container has.
	 * @param processor the processor
	 * @return {@code true} if the application did not choose it
	 */
	@SuppressWarnings("ReferenceEquality")
	static boolean isDefault(Object processor) {
		return processor.getClass() == DefaultAfterRollbackProcessor.class && skipsSilently(processor)
				&& field(DefaultAfterRollbackProcessor.class, "backOff", processor) == SeekUtils.DEFAULT_BACK_OFF;
	}

	private static @Nullable Object field(Class<?> type, String name, Object target) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, target);
	}

}
