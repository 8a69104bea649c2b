package io.steadykafka.operations.internal.describe.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Asks a question in the background, when somebody wants the answer and at most once a
 * second, and keeps the last answer. Safe for use by several threads.
 */
final class CachedAnswer<T> {

	/**
	 * The shortest time from the begin of one question to that of the next.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Function<Answer<T>, T> question;

	private final Executor background;

	private final Clock clock;

	private volatile Answer<T> answer = Answer.none();

	private @Nullable Round underWay;

	private @Nullable Instant lastBegun;

	/**
	 * Create an answer that nobody wanted yet.
	 * @param question asks, given the last answer; may block and throw
	 * @param background runs the question
	 */
	CachedAnswer(Function<Answer<T>, T> question, Executor background, Clock clock) {
		this.question = question;
		this.background = background;
		this.clock = clock;
	}

	/**
	 * The answer as it is known now.
	 */
	Answer<T> known() {
		return this.answer;
	}

	/**
	 * Asks anew if the answer is older than a second, and waits for it, unless the last
	 * question failed.
	 * @param longest how long to wait at most, counted from the begin of the question
	 */
	Answer<T> get(Duration longest) {
		Round round = ask();
		if (round != null && !this.answer.isFailing()) {
			await(round, longest.minus(Duration.between(round.begun(), this.clock.instant())));
		}
		return this.answer;
	}

	private static void await(Round round, Duration left) {
		if (left.isNegative() || left.isZero()) {
			return;
		}
		try {
			round.done().get(left.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException | ExecutionException ex) {
			// What was known before is the answer.
		}
	}

	/**
	 * Asks anew if that is due.
	 * @return the question that is under way, {@code null} for none
	 */
	@Nullable Round ask() {
		Round round;
		synchronized (this) {
			Instant now = this.clock.instant();
			if (this.underWay != null || !isDue(now)) {
				return this.underWay;
			}
			round = new Round(new CompletableFuture<>(), now);
			this.underWay = round;
			this.lastBegun = now;
		}
		try {
			this.background.execute(() -> run(round));
		}
		catch (RejectedExecutionException ex) {
			end(round, this.answer.failed("the application is being stopped", this.clock.instant()));
		}
		return round;
	}

	private boolean isDue(Instant now) {
		// The clock may have been set back.
		return this.lastBegun == null || now.isBefore(this.lastBegun) || !now.isBefore(this.lastBegun.plus(INTERVAL));
	}

	private void run(Round round) {
		Answer<T> before = this.answer;
		try {
			end(round, Answer.of(this.question.apply(before), this.clock.instant()));
		}
		catch (RuntimeException | Error ex) {
			// With another version of Kafka's clients a method may be missing.
			end(round, before.failed(describe(ex), this.clock.instant()));
		}
	}

	private static String describe(Throwable failure) {
		return (failure instanceof UnansweredException unanswered) ? String.valueOf(unanswered.getMessage())
				: RequestOutcome.describe(failure, "the brokers");
	}

	private void end(Round round, Answer<T> now) {
		synchronized (this) {
			this.answer = now;
			this.underWay = null;
		}
		round.done().complete(null);
	}

	/**
	 * A question that is under way.
	 */
	record Round(CompletableFuture<@Nullable Void> done, Instant begun) {

	}

}
