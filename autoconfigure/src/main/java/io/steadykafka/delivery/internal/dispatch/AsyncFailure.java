package io.steadykafka.delivery.internal.dispatch;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

import org.springframework.kafka.listener.adapter.MessagingMessageListenerAdapter;

/**
 * Tells the acknowledgement of a record that failed from others. Spring Kafka
 * acknowledges a record whose future failed, and only then says that it did: who calls is
 * the only sign.
 */
public final class AsyncFailure {

	private static final String ACKNOWLEDGE = "acknowledge";

	private static final String CALLER = "asyncFailure";

	private static final int NEAR = 16;

	private static final StackWalker walker = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

	private AsyncFailure() {
	}

	/**
	 * Whether the acknowledgement that is being made is of a record that failed.
	 * @return {@code true} if {@code MessagingMessageListenerAdapter.asyncFailure(…)}
	 * itself makes it. The listener's error handler, which that calls before, may have
	 * made up for the failure: what it acknowledges, and what is acknowledged because of
	 * its result, is processed
	 */
	public static boolean isAcknowledging() {
		return walker.walk(AsyncFailure::isAcknowledging);
	}

	private static boolean isAcknowledging(Stream<StackFrame> frames) {
		// A subclass may override either method and call it.
		return frames.limit(NEAR)
			.filter((frame) -> MessagingMessageListenerAdapter.class.isAssignableFrom(frame.getDeclaringClass()))
			.map(StackFrame::getMethodName)
			.dropWhile((method) -> method.equals(ACKNOWLEDGE))
			.findFirst()
			.filter(CALLER::equals)
			.isPresent();
	}

}
