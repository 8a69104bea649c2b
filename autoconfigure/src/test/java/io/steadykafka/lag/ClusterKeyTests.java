package io.steadykafka.lag;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterKey}.
 */
class ClusterKeyTests {

	@Test
	void theSameServersInAnyOrderAndFormAreOneCluster() {
		assertThat(ClusterKey.of(Map.of("bootstrap.servers", List.of("b:2", "a:1"))))
			.isEqualTo(ClusterKey.of(Map.of("bootstrap.servers", "a:1, b:2")));
	}

	@Test
	void otherServersAreAnotherCluster() {
		assertThat(ClusterKey.of(Map.of("bootstrap.servers", "a:1")))
			.isNotEqualTo(ClusterKey.of(Map.of("bootstrap.servers", "b:1")));
	}

	@Test
	void anotherLoginIsAnotherClientOfTheCluster() {
		assertThat(ClusterKey.of(Map.of("bootstrap.servers", "a:1", "sasl.jaas.config", "alice")))
			.isNotEqualTo(ClusterKey.of(Map.of("bootstrap.servers", "a:1", "sasl.jaas.config", "bob")));
	}

	@Test
	void whatDoesNotConcernTheClusterDoesNotTellApart() {
		assertThat(ClusterKey.of(Map.of("bootstrap.servers", "a:1", "max.poll.records", 7)))
			.isEqualTo(ClusterKey.of(Map.of("bootstrap.servers", "a:1")));
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
