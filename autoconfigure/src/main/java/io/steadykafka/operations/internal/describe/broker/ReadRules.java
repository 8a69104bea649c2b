package io.steadykafka.operations.internal.describe.broker;

import java.util.Optional;

import io.steadykafka.lag.internal.offsets.ResetPolicy;
import io.steadykafka.lag.internal.sampling.ReadRule;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * How groups read.
 */
public final class ReadRules {

	private ReadRules() {
	}

	public static ReadRule of(ListenerContainer listener) {
		Optional<String> isolation = listener.setting(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		return new ReadRule(
				isolation.filter("read_committed"::equalsIgnoreCase).isPresent() ? IsolationLevel.READ_COMMITTED
						: IsolationLevel.READ_UNCOMMITTED,
				ResetPolicy.parse(listener.setting(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG).orElse("latest")));
	}

}
