package io.steadykafka.listener.internal;

import java.util.Map;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientConfigs}.
 */
class ClientConfigsTests {

	@Test
	void adminGetsProvidersWithTheirClasses() {
		Map<String, Object> providers = Map.of("config.providers", "env", "config.providers.env.class", "Env");
		assertThat(ClientConfigs.admin(providers, "ours")).containsAllEntriesOf(providers);
	}

	@Test
	void adminGetsWhatItKnowsAndTheSslBundle() {
		Map<String, Object> admin = ClientConfigs.admin(Map.of("bootstrap.servers", "a:1", "security.protocol", "SSL",
				ClusterKey.SSL_BUNDLE, "bundle", "group.id", "g", "max.poll.records", 7, "client.id", "mine",
				"request.timeout.ms", 90_000, "metric.reporters", "mine"), "ours");
		assertThat(admin).containsOnly(Map.entry("bootstrap.servers", "a:1"), Map.entry("security.protocol", "SSL"),
				Map.entry(ClusterKey.SSL_BUNDLE, "bundle"), Map.entry(AdminClientConfig.CLIENT_ID_CONFIG, "ours"));
	}

}
