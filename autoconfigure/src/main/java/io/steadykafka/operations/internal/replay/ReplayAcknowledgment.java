package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.Acknowledgment;

/**
 * Acknowledges what was replayed, from whatever thread.
 */
final class ReplayAcknowledgment implements Acknowledgment {

	private static final StackWalker walker = StackWalker.getInstance();

	private final CompletableFuture<Void> outcome = new CompletableFuture<>();

	private final ConsumerRecord<?, ?> record;

	private final @Nullable FutureFailures failures;

	/**
	 * Create an acknowledgment.
	 * @param failures of the futures that the listener returns, {@code null} if it
	 * returns none
	 */
	ReplayAcknowledgment(ConsumerRecord<?, ?> record, @Nullable FutureFailures failures) {
		this.record = record;
		this.failures = failures;
	}

	@Override
	public void acknowledge() {
		if (this.failures != null && isOfFailure()) {
			this.failures.expect(this.record, this.outcome);
		}
		else {
			this.outcome.complete(null);
		}
	}

	/**
	 * Whether {@code MessagingMessageListenerAdapter.asyncFailure} acknowledges, and not
	 * an error handler that it called.
	 */
	private static boolean isOfFailure() {
		return walker.walk((frames) -> {
			Iterator<StackWalker.StackFrame> callers = frames
				.dropWhile((frame) -> frame.getClassName().startsWith(ReplayAcknowledgment.class.getName()))
				.limit(2)
				.iterator();
			return callers.hasNext() && callers.next().getMethodName().equals("acknowledge") && callers.hasNext()
					&& callers.next().getMethodName().equals("asyncFailure");
		});
	}

	@Override
	public void acknowledge(int index) {
		// Of a batch of one: all of it.
		acknowledge();
	}

	@Override
	public void nack(Duration sleep) {
		this.outcome.completeExceptionally(new HandedBackException(sleep));
	}

	@Override
	public void nack(int index, Duration sleep) {
		nack(sleep);
	}

	@Override
	public boolean isOutOfOrderCommit() {
		return this.failures != null;
	}

	/**
	 * Throws what the listener reported so far, if that was a failure.
	 */
	void check() throws Exception {
		if (this.outcome.isDone()) {
			await(Duration.ZERO);
		}
	}

	/**
	 * Waits until the listener acknowledges.
	 * @throws TimeoutException if it does not do so in time
	 */
	void await(Duration longest) throws Exception {
		try {
			this.outcome.get(longest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception failure) ? failure : ex;
		}
	}

}
