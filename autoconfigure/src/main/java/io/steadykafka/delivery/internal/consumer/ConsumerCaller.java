package io.steadykafka.delivery.internal.consumer;

import java.lang.StackWalker.StackFrame;
import java.util.function.Predicate;

/**
 * Tells the calls of a container from those that the application makes through the same
 * consumer: in its listener, in an interceptor, a rebalance listener or an error handler.
 * The nearest method of Spring Kafka's containers on the stack either makes the call, or
 * called the application. Wrappers of consumers in between don't matter. What our own
 * handling of failures does, it does for the container.
 */
final class ConsumerCaller {

	private static final String CONTAINERS = "org.springframework.kafka.listener.";

	// Not its package: other classes of it have the listener called.
	private static final String FAILURES = "io.steadykafka.failure.internal.FailureHandling";

	private static final StackWalker walker = StackWalker.getInstance();

	private ConsumerCaller() {
	}

	/**
	 * Whether the commit under way is one that the application makes itself.
	 * @return {@code false} if a container or its error handler makes it
	 */
	static boolean commitsAsApplication() {
		// Lambdas of these methods are callbacks: from them the application is called.
		return isApplication((method) -> method.startsWith("commit") || method.equals("doCommitSync")
				|| method.equals("seekOrRecover"));
	}

	/**
	 * Whether the application itself is pausing partitions.
	 * @return {@code false} if a container does
	 */
	static boolean pausesAsApplication() {
		return isApplication((method) -> method.contains("ause"));
	}

	private static boolean isApplication(Predicate<String> containers) {
		return walker
			.walk((frames) -> frames.filter((frame) -> isOfContainer(frame) || isOfFailureHandling(frame)).findFirst())
			.filter((frame) -> !isOfFailureHandling(frame) && !containers.test(frame.getMethodName()))
			.isPresent();
	}

	private static boolean isOfFailureHandling(StackFrame frame) {
		return frame.getClassName().equals(FAILURES);
	}

	// Not of a package below, such as that of the adapters.
	private static boolean isOfContainer(StackFrame frame) {
		String type = frame.getClassName();
		return type.startsWith(CONTAINERS) && type.lastIndexOf('.') == CONTAINERS.length() - 1;
	}

}
