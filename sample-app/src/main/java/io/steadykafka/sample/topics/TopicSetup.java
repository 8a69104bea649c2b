package io.steadykafka.sample.topics;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Sees to it that the topics are there, and says so where they are not. Spring Kafka's
 * own {@code KafkaAdmin} tries once, holds up the start for half a minute when no broker
 * answers, and then never creates them: this one goes on in the background.
 */
public class TopicSetup implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TopicSetup.class);

	private static final int RETRY_SECONDS = 5;

	private static final int START_WAIT_SECONDS = 5;

	private final TopicClient client;

	private final Collection<NewTopic> topics;

	private final boolean create;

	private final CountDownLatch firstAttempt = new CountDownLatch(1);

	private volatile boolean ready;

	private @Nullable String lastProblem;

	private volatile @Nullable Thread thread;

	TopicSetup(TopicClient client, Collection<NewTopic> topics, boolean create) {
		this.client = client;
		this.topics = List.copyOf(topics);
		this.create = create;
	}

	/**
	 * Whether the cluster answered and has all topics.
	 * @return {@code true} from then on
	 */
	public boolean isReady() {
		return this.ready;
	}

	@Override
	public void start() {
		// An address that can't be ends the start; one that doesn't answer doesn't.
		this.client.requireUsable();
		Thread thread = new Thread(this::attemptUntilReady, "sample-topics");
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
		if (this.create) {
			awaitFirstAttempt();
		}
	}

	@Override
	public void stop() {
		Thread thread = this.thread;
		this.thread = null;
		if (thread != null) {
			thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/**
	 * Before the listeners, which would complain about topics that are about to be made.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * Looks for the topics once.
	 * @return {@code true} if they are there now
	 * @throws InterruptedException if interrupted
	 */
	boolean attempt() throws InterruptedException {
		try {
			Set<String> missing = this.client.missing(this.topics, this.create);
			this.ready = missing.isEmpty() || this.create;
			if (this.ready) {
				reportReady(missing);
			}
			else {
				report(missingTopics(missing));
			}
		}
		catch (ExecutionException ex) {
			report(noAnswer((ex.getCause() != null) ? ex.getCause() : ex));
		}
		catch (KafkaException ex) {
			report(noAnswer(ex));
		}
		return this.ready;
	}

	private void attemptUntilReady() {
		try {
			while (!attempt()) {
				this.firstAttempt.countDown();
				TimeUnit.SECONDS.sleep(RETRY_SECONDS);
			}
		}
		catch (InterruptedException ex) {
			logger.debug("Stopped before the topics were there");
		}
		finally {
			this.firstAttempt.countDown();
		}
	}

	private void awaitFirstAttempt() {
		try {
			if (!this.firstAttempt.await(START_WAIT_SECONDS, TimeUnit.SECONDS)) {
				logger.debug("The topics are still being looked for");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void reportReady(Set<String> created) {
		if (!created.isEmpty()) {
			logger.info("Created the topics {} at {}", String.join(", ", created), this.client.servers());
		}
		else if (this.lastProblem != null) {
			logger.info("Kafka at {} answers and has all topics", this.client.servers());
		}
	}

	private void report(String problem) {
		// Once for each problem, not at each attempt.
		if (!problem.equals(this.lastProblem)) {
			this.lastProblem = problem;
			logger.warn(problem);
		}
	}

	private String missingTopics(Set<String> missing) {
		return "Kafka at %s lacks the topics %s: create them, or have the sample do it with --sample.topics.create=true. "
			.formatted(this.client.servers(), String.join(", ", missing))
				+ "Until then no traffic is produced, and their listeners have nothing to read.";
	}

	private String noAnswer(Throwable cause) {
		String remedy = "The application stays up and keeps trying. Check spring.kafka.bootstrap-servers and that the "
				+ "broker runs; without that property the sample starts a broker of its own. "
				+ "What the clients see: --logging.level.org.apache.kafka.clients.NetworkClient=warn";
		if (cause instanceof TimeoutException) {
			return "No Kafka broker answers at %s. %s".formatted(this.client.servers(), remedy);
		}
		return "Kafka at %s can't be used: %s. %s".formatted(this.client.servers(), cause.getMessage(), remedy);
	}

}
