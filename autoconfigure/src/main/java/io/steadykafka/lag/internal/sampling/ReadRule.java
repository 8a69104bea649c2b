package io.steadykafka.lag.internal.sampling;

import java.util.Locale;
import java.util.Map;

import io.steadykafka.lag.internal.offsets.ResetPolicy;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * How a listener reads: up to which end, and from where if it never committed.
 *
 * @param isolation whether it reads committed records only
 * @param reset what it does without a committed offset
 */
public record ReadRule(IsolationLevel isolation, ResetPolicy reset) {

	/**
	 * How a group reads of which nothing is known. It has committed offsets, so nothing
	 * is reset.
	 */
	public static final ReadRule KAFKA_DEFAULT = new ReadRule(IsolationLevel.READ_UNCOMMITTED,
			ResetPolicy.parse("none"));

	static ReadRule of(Map<String, Object> consumerConfig) {
		String isolation = text(consumerConfig, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
		String reset = text(consumerConfig, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
		boolean committed = isolation.strip().toLowerCase(Locale.ROOT).equals("read_committed");
		return new ReadRule((committed) ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED,
				ResetPolicy.parse(reset));
	}

	private static String text(Map<String, Object> config, String key, String kafkaDefault) {
		return String.valueOf(config.getOrDefault(key, kafkaDefault));
	}

}
