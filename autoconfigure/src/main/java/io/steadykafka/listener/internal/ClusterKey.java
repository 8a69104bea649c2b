package io.steadykafka.listener.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Tells clusters apart: by their bootstrap servers, in any order, and by whom to log in
 * as.
 *
 * @param servers the bootstrap servers, sorted
 * @param security what concerns security in the configuration
 */
public record ClusterKey(String servers, Map<String, Object> security) {

	static final String SSL_BUNDLE = "org.springframework.boot.ssl.SslBundle";

	/**
	 * The cluster of a listener.
	 */
	public static ClusterKey of(ListenerContainer listener) {
		return of(listener.consumerConfig());
	}

	/**
	 * The cluster of consumers with a configuration.
	 */
	public static ClusterKey of(Map<String, Object> consumerConfig) {
		return of(servers(consumerConfig), consumerConfig);
	}

	static String servers(Map<String, Object> consumerConfig) {
		Object servers = consumerConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
		Stream<?> each = (servers instanceof List<?> list) ? list.stream()
				: Arrays.stream(String.valueOf(servers).split(","));
		return String.join(",", each.map((server) -> server.toString().strip()).sorted().distinct().toList());
	}

	static ClusterKey of(String servers, Map<String, Object> consumerConfig) {
		Map<String, Object> security = new TreeMap<>();
		consumerConfig.forEach((key, value) -> {
			if (Stream.of("security.", "sasl.", "ssl.", SSL_BUNDLE).anyMatch(key::startsWith)) {
				security.put(key, value);
			}
		});
		return new ClusterKey(servers, Map.copyOf(security));
	}

	/**
	 * The configuration of an Admin client for the cluster of a consumer.
	 * @param clientId the Admin client's id
	 * @return what of the consumer's configuration an Admin client knows
	 */
	public static Map<String, Object> adminConfig(Map<String, Object> consumerConfig, String clientId) {
		Map<String, Object> config = new HashMap<>(consumerConfig);
		config.keySet().removeIf((key) -> !isForAdmin(key));
		// Each call has a time limit of its own; a consumer's may contradict Admin's
		// default.
		config.remove(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
		config.remove(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
		// Made for the application's clients, not for ours.
		config.remove(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG);
		config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
		return config;
	}

	private static boolean isForAdmin(String key) {
		return AdminClientConfig.configNames().contains(key) || key.equals(SSL_BUNDLE)
		// Its class and parameters have names that the application made up.
				|| key.startsWith(AdminClientConfig.CONFIG_PROVIDERS_CONFIG + ".");
	}

}
