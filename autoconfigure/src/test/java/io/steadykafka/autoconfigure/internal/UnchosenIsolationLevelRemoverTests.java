package io.steadykafka.autoconfigure.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnchosenIsolationLevelRemover}.
 */
class UnchosenIsolationLevelRemoverTests {

	private final UnchosenIsolationLevelRemover remover = new UnchosenIsolationLevelRemover(Optional.empty());

	@Test
	void aDefaultThatNobodyChoseIsRemoved() {
		DefaultKafkaConsumerFactory<?, ?> factory = factory(List.of("a:1"), "read_uncommitted");
		this.remover.customize(factory);
		assertThat(factory.getConfigurationProperties()).doesNotContainKey("isolation.level");
		assertThat(this.remover.hasCleaned(factory)).isTrue();
	}

	@Test
	void whatWasChosenStays() {
		for (DefaultKafkaConsumerFactory<?, ?> factory : List.of(factory(List.of("a:1"), "read_committed"),
				factory("a:1", "read_uncommitted"))) {
			this.remover.customize(factory);
			assertThat(factory.getConfigurationProperties()).containsKey("isolation.level");
			assertThat(this.remover.hasCleaned(factory)).isFalse();
		}
	}

	@Test
	void whatAPropertyChoseStays() {
		DefaultKafkaConsumerFactory<?, ?> factory = factory(List.of("a:1"), "read_uncommitted");
		new UnchosenIsolationLevelRemover(Optional.of("read_uncommitted")).customize(factory);
		assertThat(factory.getConfigurationProperties()).containsEntry("isolation.level", "read_uncommitted");
	}

	private static DefaultKafkaConsumerFactory<?, ?> factory(Object servers, String isolationLevel) {
		return new DefaultKafkaConsumerFactory<>(
				Map.of("bootstrap.servers", servers, "isolation.level", isolationLevel));
	}

}
