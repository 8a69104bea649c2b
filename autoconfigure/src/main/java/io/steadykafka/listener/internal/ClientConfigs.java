package io.steadykafka.listener.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Configurations of the starter's own clients, derived from that of the consumers which
 * read from the same cluster.
 */
public final class ClientConfigs {

	private ClientConfigs() {
	}

	/**
	 * An Admin client, with what Admin knows of the consumer's configuration, but for
	 * time limits and metric reporters.
	 */
	public static Map<String, Object> admin(Map<String, Object> consumerConfig, String clientId) {
		Map<String, Object> admin = new HashMap<>(consumerConfig);
		admin.keySet().removeIf((key) -> !isKnown(key, AdminClientConfig.configNames()));
		// Each call has a time limit of its own; a consumer's may contradict Admin's
		// default.
		admin.remove(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
		admin.remove(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
		// Made for the application's clients, not for ours.
		admin.remove(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG);
		admin.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		return admin;
	}

	/**
	 * A producer of bytes, with the consumer's addresses and security and nothing else of
	 * it.
	 */
	public static Map<String, Object> producer(Map<String, Object> consumerConfig, String clientId) {
		Map<String, Object> producer = connection(consumerConfig, ProducerConfig.configNames(), clientId);
		producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		return producer;
	}

	/**
	 * A consumer of bytes that belongs to no group and commits nothing. It has the
	 * consumer's addresses, security and isolation level, and nothing else of it.
	 */
	public static Map<String, Object> reader(Map<String, Object> consumerConfig, String clientId) {
		Map<String, Object> reader = connection(consumerConfig, ConsumerConfig.configNames(), clientId);
		Object isolation = consumerConfig.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		if (isolation != null) {
			reader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
		}
		reader.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		reader.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		reader.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		return reader;
	}

	private static Map<String, Object> connection(Map<String, Object> consumerConfig, Set<String> known,
			String clientId) {
		Map<String, Object> connection = new HashMap<>(consumerConfig);
		connection.keySet().removeIf((key) -> !isAboutConnection(key) || !isKnown(key, known));
		connection.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		return connection;
	}

	private static boolean isKnown(String key, Set<String> known) {
		// A provider's class and parameters have names that the application made up.
		return known.contains(key) || key.equals(ClusterKey.SSL_BUNDLE)
				|| key.startsWith(AdminClientConfig.CONFIG_PROVIDERS_CONFIG + ".");
	}

	private static boolean isAboutConnection(String key) {
		return ClusterKey.isAboutLogin(key) || Stream
			.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, CommonClientConfigs.CLIENT_DNS_LOOKUP_CONFIG,
					"reconnect.", "socket.connection.", "metadata.recovery.")
			.anyMatch(key::startsWith);
	}

}
