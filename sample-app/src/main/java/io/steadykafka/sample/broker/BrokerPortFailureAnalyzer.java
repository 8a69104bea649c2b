package io.steadykafka.sample.broker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do where the port of the sample's own broker is taken, most often by
 * another instance of the sample.
 */
class BrokerPortFailureAnalyzer extends AbstractFailureAnalyzer<BrokerPortException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BrokerPortException cause) {
		String description = "The sample's own Kafka broker could not start: port %d on localhost is not to be had (%s)."
			.formatted(cause.port(), cause.reason());
		String action = """
				If a broker or another instance of the sample listens there, join it:
				    --spring.kafka.bootstrap-servers=localhost:%1$d --server.port=8081
				Or have the broker use another port:
				    --sample.broker.port=%2$d""".formatted(cause.port(), suggestion(cause.port()));
		return new FailureAnalysis(description, action, cause);
	}

	private static int suggestion(int port) {
		return (port != 19092) ? 19092 : 29092;
	}

}
