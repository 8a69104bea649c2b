package io.steadykafka.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes dead letters, and does whatever else must not hold up a consumer's thread, on
 * one thread of its own, which ends when there is nothing to do. Safe for use by several
 * threads.
 */
final class DeadLetters {

	private static final Log logger = LogFactory.getLog(Failures.class);

	private static final String NAME = "steady-kafka-dead-letters";

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), DeadLetters::thread);

	/**
	 * On the executor's thread only.
	 */
	private final Map<Map<String, Object>, DeadLetterCluster> clusters = new HashMap<>();

	private final String suffix;

	private final Containment containment;

	DeadLetters(String suffix, Containment containment) {
		this.suffix = suffix;
		this.containment = containment;
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, NAME);
		thread.setDaemon(true);
		return thread;
	}

	String topic(String topic) {
		return topic + this.suffix;
	}

	/**
	 * Publish a record.
	 * @param listener the listener that failed on it
	 * @param failure the record
	 * @param outcome is told the reason why it could not be done, or an empty text
	 */
	void publish(ListenerContainer listener, Failure failure, Consumer<String> outcome) {
		boolean accepted = execute("dead letter of " + listener, () -> outcome.accept(attempt(listener, failure)));
		if (!accepted) {
			outcome.accept("the application is being stopped");
		}
	}

	private String attempt(ListenerContainer listener, Failure failure) {
		try {
			cluster(listener).publish(failure, listener.group(), topic(failure.partition().topic()));
			return "";
		}
		catch (UndeliverableException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "the application is being stopped";
		}
		catch (RuntimeException ex) {
			return "dead-lettering failed: " + Texts.exception(ex);
		}
	}

	/**
	 * Warn of dead-letter topics that don't exist.
	 * @param listener a listener whose records are to be dead-lettered
	 */
	void lookForTopics(ListenerContainer listener) {
		execute("look at dead-letter topics of " + listener, () -> {
			List<String> reasons = new ArrayList<>();
			for (String topic : listener.subscribedTopics()) {
				try {
					cluster(listener).partitions(topic(topic));
				}
				catch (UndeliverableException ex) {
					reasons.add(String.valueOf(ex.getMessage()));
				}
				catch (KafkaException ex) {
					reasons.add(Texts.exception(ex));
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return;
				}
			}
			reasons.forEach((reason) -> logger
				.warn("A record that " + listener + " fails on could not be dead-lettered now: " + reason));
		});
	}

	private DeadLetterCluster cluster(ListenerContainer listener) {
		Map<String, Object> config = listener.consumerConfig();
		return this.clusters.computeIfAbsent(ClientConfigs.clusterKey(listener.servers(), config),
				(key) -> new DeadLetterCluster(config, NAME + "-" + this.clusters.size()));
	}

	/**
	 * Do something on the thread.
	 * @param part what it is, for the log
	 * @param work what to do
	 * @return {@code false} if the application is being stopped
	 */
	boolean execute(String part, Runnable work) {
		try {
			this.executor.execute(() -> this.containment.run(part, work));
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	void close() {
		this.executor.shutdownNow();
		try {
			if (this.executor.awaitTermination(1, TimeUnit.SECONDS)) {
				this.clusters.values().forEach(DeadLetterCluster::close);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
