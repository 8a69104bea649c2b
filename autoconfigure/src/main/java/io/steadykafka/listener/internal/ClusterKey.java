package io.steadykafka.listener.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Tells clusters, and logins to them, apart: by the bootstrap servers, in any order, and
 * the configuration of the login.
 *
 * @param servers the bootstrap servers, sorted
 * @param security what concerns the login in the configuration
 */
public record ClusterKey(String servers, Map<String, Object> security) {

	static final String SSL_BUNDLE = "org.springframework.boot.ssl.SslBundle";

	public static ClusterKey of(ListenerContainer listener) {
		return of(listener.consumerConfig());
	}

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
			if (isAboutLogin(key)) {
				security.put(key, value);
			}
		});
		return new ClusterKey(servers, Map.copyOf(security));
	}

	static boolean isAboutLogin(String key) {
		return Stream.of("security.", "sasl.", "ssl.", SSL_BUNDLE, AdminClientConfig.CONFIG_PROVIDERS_CONFIG)
			.anyMatch(key::startsWith);
	}

}
