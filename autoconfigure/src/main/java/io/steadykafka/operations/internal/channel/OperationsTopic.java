package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic, created if it is missing and may be created.
 */
final class OperationsTopic {

	private static final int TIMEOUT = 5_000;

	/**
	 * Timestamps are the broker's: a wrong clock of an instance keeps nothing longer.
	 * What is uncompressed in the log can't be larger than it looks.
	 */
	private static final Map<String, String> CONFIG = new TreeMap<>(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
			"compact,delete", TopicConfig.RETENTION_MS_CONFIG, "3600000", TopicConfig.DELETE_RETENTION_MS_CONFIG,
			"3600000", TopicConfig.SEGMENT_MS_CONFIG, "600000", TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
			String.valueOf(2 * MessageFormat.LARGEST), TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed",
			TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));

	private final String topic;

	private final Map<String, Object> config;

	OperationsTopic(String topic, Map<String, Object> consumerConfig, String clientId) {
		this.topic = topic;
		this.config = ClientConfigs.admin(consumerConfig, clientId);
		this.config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		this.config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
	}

	/**
	 * Creates the topic if there is none.
	 * @throws RefusedException if somebody has to do something about it
	 * @throws KafkaException if the brokers can't be asked
	 * @throws InterruptedException if the thread is interrupted
	 */
	void ensure() throws RefusedException, InterruptedException {
		try (Admin admin = Admin.create(this.config)) {
			try {
				if (!exists(admin)) {
					create(admin);
				}
			}
			finally {
				admin.close(Duration.ZERO);
			}
		}
	}

	private boolean exists(Admin admin) throws RefusedException, InterruptedException {
		try {
			await(admin.describeTopics(List.of(this.topic)).allTopicNames());
			return true;
		}
		catch (UnknownTopicOrPartitionException ex) {
			return false;
		}
		catch (RetriableException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			throw new RefusedException("topic '" + this.topic + "' can't be looked up: " + text(ex)
					+ ". It needs the ACLs READ and WRITE on that topic");
		}
	}

	private void create(Admin admin) throws RefusedException, InterruptedException {
		try {
			NewTopic wanted = new NewTopic(this.topic, Optional.of(1), Optional.empty()).configs(CONFIG);
			await(admin.createTopics(List.of(wanted)).all());
		}
		catch (TopicExistsException ex) {
			// Another instance was faster.
		}
		catch (RetriableException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			throw new RefusedException("topic '" + this.topic + "' does not exist and can't be created: " + text(ex)
					+ ". Create it: " + command(this.topic));
		}
	}

	/**
	 * Creates it by hand.
	 */
	static String command(String topic) {
		return "kafka-topics.sh --bootstrap-server … --create --topic " + topic + " --partitions 1"
				+ CONFIG.entrySet()
					.stream()
					.map((entry) -> " --config " + entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining());
	}

	private static String text(KafkaException ex) {
		return ex.getClass().getSimpleName() + ": " + PlainText.message(ex.getMessage());
	}

	private static <T> T await(KafkaFuture<T> answer) throws InterruptedException {
		try {
			return answer.get(2 * TIMEOUT, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof KafkaException known) ? known : new KafkaException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new org.apache.kafka.common.errors.TimeoutException("No answer in time", ex);
		}
	}

	/**
	 * It does not work until somebody does what the message says.
	 */
	static final class RefusedException extends Exception {

		private static final long serialVersionUID = 1;

		RefusedException(String message) {
			super(message);
		}

	}

}
