package io.steadykafka.failure.internal.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Configurations of clients for the cluster that a listener reads from, with what its
 * consumers have of addresses and security, and nothing else of theirs.
 */
final class ClientConfigs {

	private static final String SSL_BUNDLE = "org.springframework.boot.ssl.SslBundle";

	/**
	 * An answer that takes longer counts as none: a later attempt may get one.
	 */
	private static final int TIMEOUT = 10_000;

	private static final int DELIVERY_TIMEOUT = 30_000;

	/**
	 * The topic's own limit decides how large a record may be.
	 */
	private static final int LARGEST_REQUEST = 100 * 1024 * 1024;

	private ClientConfigs() {
	}

	/**
	 * Tells clusters, and logins to them, apart.
	 */
	static Map<String, Object> clusterKey(String servers, Map<String, Object> config) {
		Map<String, Object> key = new TreeMap<>(kept(config, Set.of()));
		key.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
		return Map.copyOf(key);
	}

	static Map<String, Object> admin(Map<String, Object> config, String clientId) {
		Map<String, Object> admin = kept(config, AdminClientConfig.configNames());
		admin.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
		return admin;
	}

	static Map<String, Object> producer(Map<String, Object> config, String clientId) {
		Map<String, Object> producer = kept(config, ProducerConfig.configNames());
		producer.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		producer.put(ProducerConfig.ACKS_CONFIG, "all");
		producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT);
		producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT);
		producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
		producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LARGEST_REQUEST);
		return producer;
	}

	/**
	 * A consumer that belongs to no group and commits nothing.
	 * @param config the listener's consumer configuration
	 */
	static Map<String, Object> reader(Map<String, Object> config, String clientId) {
		Map<String, Object> reader = kept(config, ConsumerConfig.configNames());
		Object isolation = config.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		if (isolation != null) {
			reader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
		}
		reader.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		reader.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		reader.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		reader.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		reader.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
		reader.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		reader.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
		return reader;
	}

	private static Map<String, Object> kept(Map<String, Object> config, Set<String> known) {
		Map<String, Object> kept = new HashMap<>(config);
		kept.keySet().removeIf((key) -> !isAboutConnection(key) || !(known.isEmpty() || isKnown(key, known)));
		return kept;
	}

	private static boolean isKnown(String key, Set<String> known) {
		// Its class and parameters have names that the application made up.
		return known.contains(key) || key.equals(SSL_BUNDLE)
				|| key.startsWith(AdminClientConfig.CONFIG_PROVIDERS_CONFIG + ".");
	}

	private static boolean isAboutConnection(String key) {
		return Stream
			.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, CommonClientConfigs.CLIENT_DNS_LOOKUP_CONFIG, "security.",
					"sasl.", "ssl.", SSL_BUNDLE, AdminClientConfig.CONFIG_PROVIDERS_CONFIG, "reconnect.",
					"socket.connection.", "metadata.recovery.")
			.anyMatch(key::startsWith);
	}

}
