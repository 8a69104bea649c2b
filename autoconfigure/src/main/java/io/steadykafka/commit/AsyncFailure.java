package io.steadykafka.commit;

/**
 * Tells the acknowledgement of a record that failed from others. Spring Kafka
 * acknowledges a record whose future failed, and only then says that it did: who calls is
 * the only sign.
 */
final class AsyncFailure {

	private static final String CALLER = "asyncFailure";

	private static final int NEAR = 16;

	private static final StackWalker walker = StackWalker.getInstance();

	private AsyncFailure() {
	}

	/**
	 * Whether the acknowledgement that is being made is of a record that failed.
	 * @return {@code true} if {@code MessagingMessageListenerAdapter.asyncFailure(…)}
	 * makes it
	 */
	static boolean isAcknowledging() {
		return walker.walk((frames) -> frames.limit(NEAR).anyMatch((frame) -> frame.getMethodName().equals(CALLER)));
	}

}
