package io.steadykafka.sample.broker;

import java.net.BindException;
import java.util.Objects;

import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrokerPortFailureAnalyzer} and
 * {@link BootstrapServersFailureAnalyzer}.
 */
class FailureAnalyzersTests {

	@Test
	void bothAreRegistered() {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, new MockEnvironment());
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.logging(LogFactory.getLog(getClass()))))
			.hasAtLeastOneElementOfType(BrokerPortFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(BootstrapServersFailureAnalyzer.class);
	}

	@Test
	void aTakenPortIsNamedWithBothWaysOut() {
		BrokerPortException failure = new BrokerPortException(9092, new BindException("Address already in use"));
		FailureAnalysis analysis = analyze(failure);
		assertThat(analysis.getDescription()).contains("port 9092", "Address already in use");
		assertThat(analysis.getAction()).contains("--spring.kafka.bootstrap-servers=localhost:9092 --server.port=8081",
				"--sample.broker.port=19092");
	}

	@Test
	void anotherPortIsProposedThanTheOneThatIsTaken() {
		BrokerPortException failure = new BrokerPortException(19092, new BindException("Address already in use"));
		FailureAnalysis analysis = analyze(failure);
		assertThat(analysis.getAction()).doesNotContain("--sample.broker.port=19092");
	}

	@Test
	void serversThatCannotBeAreNamed() {
		FailureAnalysis analysis = Objects
			.requireNonNull(analyze(new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")));
		assertThat(analysis.getDescription()).contains("spring.kafka.bootstrap-servers is 'nosuchhost:9092'");
		assertThat(analysis.getAction()).contains("--spring.kafka.bootstrap-servers=localhost:9092");
	}

	@Test
	void otherConfigurationIsLeftToOthers() {
		assertThat(analyze(new ConfigException("acks", "3"))).isNull();
	}

	private static FailureAnalysis analyze(BrokerPortException failure) {
		return Objects.requireNonNull(new BrokerPortFailureAnalyzer().analyze(new IllegalStateException(failure)));
	}

	private static @Nullable FailureAnalysis analyze(ConfigException failure) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.kafka.bootstrap-servers",
				"nosuchhost:9092");
		return new BootstrapServersFailureAnalyzer(environment).analyze(new IllegalStateException(failure));
	}

}
