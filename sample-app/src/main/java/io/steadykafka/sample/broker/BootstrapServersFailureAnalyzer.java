package io.steadykafka.sample.broker;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says what is wrong where {@code spring.kafka.bootstrap-servers} names no host and port
 * that can be. A broker that merely doesn't answer is no failure of the start.
 */
class BootstrapServersFailureAnalyzer extends AbstractFailureAnalyzer<ConfigException> {

	private static final String KEY = "spring.kafka.bootstrap-servers";

	private final Environment environment;

	BootstrapServersFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
		String message = cause.getMessage();
		if (message == null || !message.contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
			return null;
		}
		String description = "%s is '%s', and no Kafka client can be made of that: %s".formatted(KEY,
				this.environment.getProperty(KEY), message);
		String action = """
				Give host:port of one or more brokers, with names that resolve on this machine:
				    --%1$s=localhost:9092
				Or leave it out: the sample then starts a broker of its own.""".formatted(KEY);
		return new FailureAnalysis(description, action, cause);
	}

}
