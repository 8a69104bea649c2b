package io.steadykafka.listener.internal;

import java.util.Map;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterKey}.
 */
class ClusterKeyTests {

	@Test
	void theSameServersAreOneCluster() {
		assertThat(ClusterKey.of("a:1,b:2", Map.of())).isEqualTo(ClusterKey.of("a:1,b:2", Map.of()));
	}

	@Test
	void otherServersAreAnotherCluster() {
		assertThat(ClusterKey.of("a:1", Map.of())).isNotEqualTo(ClusterKey.of("b:1", Map.of()));
	}

	@Test
	void anotherLoginIsAnotherClientOfTheCluster() {
		assertThat(ClusterKey.of("a:1", Map.of("sasl.jaas.config", "alice")))
			.isNotEqualTo(ClusterKey.of("a:1", Map.of("sasl.jaas.config", "bob")));
	}

	@Test
	void whatDoesNotConcernTheClusterDoesNotTellApart() {
		assertThat(ClusterKey.of("a:1", Map.of("max.poll.records", 7))).isEqualTo(ClusterKey.of("a:1", Map.of()));
	}

	@Test
	void adminGetsProvidersWithTheirClasses() {
		Map<String, Object> providers = Map.of("config.providers", "env", "config.providers.env.class", "Env");
		assertThat(ClusterKey.adminConfig(providers, "ours")).containsAllEntriesOf(providers);
	}

	@Test
	void adminGetsWhatItKnowsAndTheSslBundle() {
		Map<String, Object> admin = ClusterKey.adminConfig(Map.of("bootstrap.servers", "a:1", "security.protocol",
				"SSL", ClusterKey.SSL_BUNDLE, "bundle", "group.id", "g", "max.poll.records", 7, "client.id", "mine",
				"request.timeout.ms", 90_000, "metric.reporters", "mine"), "ours");
		assertThat(admin).containsOnly(Map.entry("bootstrap.servers", "a:1"), Map.entry("security.protocol", "SSL"),
				Map.entry(ClusterKey.SSL_BUNDLE, "bundle"), Map.entry(AdminClientConfig.CLIENT_ID_CONFIG, "ours"));
	}

}
