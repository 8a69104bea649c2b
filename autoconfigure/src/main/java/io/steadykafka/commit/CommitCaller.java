package io.steadykafka.commit;

import java.lang.StackWalker.StackFrame;

/**
 * Tells the commits that a container makes from those that the application makes through
 * the same consumer: in its listener, in an interceptor, a rebalance listener or an error
 * handler. The nearest method of Spring Kafka's containers on the stack either commits,
 * or called the application. Wrappers of consumers in between don't matter.
 */
final class CommitCaller {

	private static final String PACKAGE = "org.springframework.kafka.listener.";

	private static final StackWalker walker = StackWalker.getInstance();

	private CommitCaller() {
	}

	/**
	 * Whether the commit under way is one that the application makes itself.
	 * @return {@code false} if a container or an error handler of Spring Kafka's makes it
	 */
	static boolean isApplication() {
		return walker.walk((frames) -> frames.filter(CommitCaller::isOfContainer).findFirst())
			.filter((frame) -> !commits(frame.getMethodName()))
			.isPresent();
	}

	// Not of a package below, such as that of the adapters.
	private static boolean isOfContainer(StackFrame frame) {
		String type = frame.getClassName();
		return type.startsWith(PACKAGE) && type.lastIndexOf('.') == PACKAGE.length() - 1;
	}

	// Lambdas of these methods are callbacks: from them the application is called.
	private static boolean commits(String method) {
		return method.startsWith("commit") || method.equals("doCommitSync") || method.equals("seekOrRecover");
	}

}
