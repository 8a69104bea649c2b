package io.steadykafka.lint.internal;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * With an asynchronous listener a partition that is kept in a cooperative rebalance can
 * stop being consumed forever (spring-kafka #4687 and #4708).
 */
final class AsynchronousCooperativeRule implements LintRule {

	@Override
	public String name() {
		return "async-cooperative";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		boolean cooperative = listener.listener().speaksConsumerProtocol()
				|| listener.get(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG)
					.filter(CooperativeStickyAssignor.class.getName()::equals)
					.isPresent();
		if (!cooperative || !listener.listener().isAsync() || !listener.listener().isSubscribed()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.LOSES_OR_DOUBLES,
				"it acknowledges asynchronously, and its group rebalances cooperatively: a partition that it keeps may "
						+ "stop being consumed after a rebalance (spring-kafka #4708)",
				"Use an eager assignor such as org.apache.kafka.clients.consumer.StickyAssignor with the classic "
						+ "protocol, or process records synchronously"));
	}

}
