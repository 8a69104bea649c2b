package io.steadykafka.listener.internal;

import java.util.Map;

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
		assertThat(ClusterKey.of("a:1", Map.of("config.providers.vault.param.role", "alice")))
			.isNotEqualTo(ClusterKey.of("a:1", Map.of("config.providers.vault.param.role", "bob")));
	}

	@Test
	void whatDoesNotConcernTheClusterDoesNotTellApart() {
		assertThat(ClusterKey.of("a:1", Map.of("max.poll.records", 7))).isEqualTo(ClusterKey.of("a:1", Map.of()));
	}

}
