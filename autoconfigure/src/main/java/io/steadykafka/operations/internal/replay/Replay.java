package io.steadykafka.operations.internal.replay;

import java.time.Duration;

import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * One replay, on a thread of its own. Other threads look at it, and may stop it between
 * two attempts.
 */
final class Replay implements Runnable {

	private static final Log logger = LogFactory.getLog(DeadLetterReplays.class);

	private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

	private final String id;

	private final DeadLetterTopic topic;

	private final ReplayPlan plan;

	private final ReplayFailures failures;

	private final ReplayEnd end;

	private final ReplayProgress progress;

	private final Thread thread;

	Replay(String id, DeadLetterTopic topic, ReplayPlan plan, ReplayFailures failures, ReplayEnd end) {
		this.id = id;
		this.topic = topic;
		this.plan = plan;
		this.failures = failures;
		this.end = end;
		this.progress = new ReplayProgress(plan.records());
		this.thread = new Thread(this, "steady-kafka-replay-" + topic.listener().id());
		this.thread.setDaemon(true);
		// The thread that asks for a replay may be one that does not see the
		// application's classes.
		this.thread.setContextClassLoader(getClass().getClassLoader());
	}

	String id() {
		return this.id;
	}

	DeadLetterTopic topic() {
		return this.topic;
	}

	boolean isRunning() {
		return this.progress.isRunning();
	}

	DeadLetterReplay describe() {
		return this.progress.describe(this.id, this.topic);
	}

	/**
	 * Starts it.
	 * @return the replay at its start; one of nothing has ended
	 */
	DeadLetterReplay start() {
		if (this.plan.pending().isEmpty()) {
			run();
			return describe();
		}
		DeadLetterReplay begun = describe();
		this.thread.start();
		return begun;
	}

	/**
	 * Asks it to end, and does not wait.
	 */
	void stop(String why) {
		this.end.ask(why);
	}

	/**
	 * Waits for its end, and interrupts what the listener does if it takes longer.
	 */
	void join(Duration longest) throws InterruptedException {
		this.thread.join(longest.toMillis());
		if (this.thread.isAlive()) {
			this.thread.interrupt();
			this.thread.join(AFTER_INTERRUPT.toMillis());
		}
	}

	@Override
	public void run() {
		String problem = null;
		try {
			replay();
		}
		catch (ReplayEndedException ex) {
			problem = ex.getMessage();
		}
		catch (InterruptException ex) {
			problem = "The application is being stopped. The next replay goes on where this one ended";
		}
		catch (RuntimeException | Error ex) {
			problem = "It failed: " + FailureText.exception(ex);
			logger.warn("Replay " + this.id + " failed", ex);
		}
		finally {
			this.progress.ended(problem);
			logEnd(problem);
		}
	}

	private void logEnd(@Nullable String problem) {
		DeadLetterReplay.Progress reached = describe().progress();
		String text = "Replay " + this.id + " of dead letters of '" + this.topic.name() + "' to "
				+ this.topic.listener() + " ended: " + reached.replayed() + " of " + reached.records()
				+ " replayed, of which " + reached.failedAgain() + " were dead-lettered again";
		if (problem == null) {
			logger.info(text);
		}
		else {
			logger.warn(text + ". It ended early: " + PlainText.of(problem, 1_000));
		}
	}

	private void replay() {
		if (this.plan.pending().isEmpty()) {
			return;
		}
		this.end.check();
		try (ReplayConsumer consumer = new ReplayConsumer(this.topic, this.plan, this.id)) {
			ReplayDelivery delivery = new ReplayDelivery(this.topic, consumer, this.failures, this.progress, this.end);
			consumer.begin();
			long remaining = consumer.remaining();
			while (remaining > 0) {
				this.end.check();
				delivery.next();
				remaining = consumer.remaining();
				this.progress.remaining(remaining);
			}
		}
	}

}
