package io.steadykafka.failure.internal.deadletter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Publishes dead letters on one thread a cluster, and runs other work that must not block
 * a consumer's thread on one more. Idle threads end. Safe for use by several threads.
 */
public final class DeadLetters {

	private static final Log logger = LogFactory.getLog(FailedRecord.class);

	private static final String NAME = "steady-kafka-dead-letters";

	/**
	 * Separate from publishing: a stop must not wait for a broker that does not answer.
	 */
	private final BackgroundThread errands = new BackgroundThread("steady-kafka-errands");

	/**
	 * Guarded by itself.
	 */
	private final Map<ClusterKey, DeadLetterPublisher> clusters = new HashMap<>();

	private final Containment containment;

	public DeadLetters(Containment containment) {
		this.containment = containment;
	}

	/**
	 * Publishes a record.
	 * @param outcome called with the reason for a failure, or with an empty text
	 */
	public void publish(ListenerContainer listener, FailedAttempt failure, String topic, Consumer<String> outcome) {
		DeadLetterPublisher cluster;
		try {
			cluster = cluster(listener);
		}
		catch (RuntimeException ex) {
			// Else the record would wait forever for an outcome.
			outcome.accept("dead-lettering failed: " + FailureText.exception(ex));
			return;
		}
		boolean accepted = execute(cluster.executor(), "dead letter of " + listener,
				() -> outcome.accept(attempt(cluster, listener, failure, topic)));
		if (!accepted) {
			outcome.accept("the application is being stopped");
		}
	}

	private String attempt(DeadLetterPublisher cluster, ListenerContainer listener, FailedAttempt failure,
			String topic) {
		try {
			cluster.publish(failure, listener.group(), topic);
			return "";
		}
		catch (UndeliverableException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "the application is being stopped";
		}
		catch (RuntimeException | LinkageError ex) {
			return "dead-lettering failed: " + FailureText.exception(ex);
		}
	}

	/**
	 * Warns of dead-letter topics that don't exist.
	 */
	public void checkTopics(ListenerContainer listener, String suffix) {
		if (listener.container().getContainerProperties().getTopicPattern() != null) {
			logger.info("The dead-letter topics of " + listener + " were not checked: it reads " + listener.topics()
					+ ". A record whose dead-letter topic does not exist blocks its partition");
			return;
		}
		DeadLetterPublisher cluster = cluster(listener);
		execute(cluster.executor(), "check of the dead-letter topics of " + listener, () -> {
			List<String> reasons = new ArrayList<>();
			for (String topic : topics(listener)) {
				try {
					cluster.partitions(topic + suffix);
				}
				catch (UndeliverableException ex) {
					reasons.add(String.valueOf(ex.getMessage()));
				}
				catch (KafkaException ex) {
					reasons.add(FailureText.exception(ex));
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

	private static Set<String> topics(ListenerContainer listener) {
		Set<String> topics = new TreeSet<>(listener.subscribedTopics());
		@Nullable TopicPartitionOffset[] assigned = listener.container().getContainerProperties().getTopicPartitions();
		if (assigned != null) {
			Arrays.stream(assigned)
				.flatMap(Stream::ofNullable)
				.map(TopicPartitionOffset::getTopic)
				.forEach(topics::add);
		}
		return topics;
	}

	private DeadLetterPublisher cluster(ListenerContainer listener) {
		Map<String, Object> config = listener.consumerConfig();
		synchronized (this.clusters) {
			return this.clusters.computeIfAbsent(ClusterKey.of(config),
					(key) -> new DeadLetterPublisher(config, NAME + "-" + this.clusters.size()));
		}
	}

	/**
	 * Runs other work on another thread, which never waits for publishing.
	 * @param part names the work in the log
	 * @return {@code false} if the application is being stopped
	 */
	public boolean execute(String part, Runnable work) {
		return execute(this.errands, part, work);
	}

	private boolean execute(Executor executor, String part, Runnable work) {
		try {
			executor.execute(() -> this.containment.run(part, work));
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	public void close() {
		this.errands.shutdownNow();
		List<DeadLetterPublisher> all;
		synchronized (this.clusters) {
			all = List.copyOf(this.clusters.values());
		}
		try {
			for (DeadLetterPublisher cluster : all) {
				cluster.close();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
