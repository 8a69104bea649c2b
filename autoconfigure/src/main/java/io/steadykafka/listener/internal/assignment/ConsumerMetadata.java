package io.steadykafka.listener.internal.assignment;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.assignment.AssignmentChange.Member;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Reads what a consumer knows about itself without asking a broker, on its thread.
 */
final class ConsumerMetadata {

	private static final String BETWEEN_POLLS = "time-between-poll-max";

	private static final String FAILED = "failed-rebalance-total";

	private ConsumerMetadata() {
	}

	static Member of(Consumer<?, ?> consumer, boolean stopping) {
		double betweenPolls = 0;
		double failed = 0;
		for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
			switch (metric.getKey().name()) {
				case BETWEEN_POLLS -> betweenPolls = number(metric.getValue());
				case FAILED -> failed = number(metric.getValue());
				default -> {
				}
			}
		}
		return new Member(consumer, stopping, Set.copyOf(consumer.subscription()),
				Duration.ofMillis(Math.round(betweenPolls)), failed);
	}

	/**
	 * The value of a metric, 0 if Kafka has none (NaN, or negative).
	 */
	private static double number(Metric metric) {
		return (metric.metricValue() instanceof Number number && number.doubleValue() > 0) ? number.doubleValue() : 0;
	}

}
