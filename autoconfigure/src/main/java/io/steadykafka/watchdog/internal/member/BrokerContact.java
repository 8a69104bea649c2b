package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What the metrics of a member's consumer show of its brokers. For the watchdog's thread.
 */
final class BrokerContact {

	private final Supplier<Map<MetricName, ? extends Metric>> metrics;

	private double responses = -1;

	private long answeredAt;

	BrokerContact(Supplier<Map<MetricName, ? extends Metric>> metrics, long startedAt) {
		this.metrics = metrics;
		this.answeredAt = startedAt;
	}

	/**
	 * How long ago the last heartbeat was sent, zero if none was.
	 */
	Duration sinceHeartbeat() {
		for (Map.Entry<MetricName, ? extends Metric> metric : this.metrics.get().entrySet()) {
			if (metric.getKey().name().equals("last-heartbeat-seconds-ago")
					&& metric.getValue().metricValue() instanceof Double seconds && seconds > 0) {
				return Duration.ofSeconds(seconds.longValue());
			}
		}
		return Duration.ZERO;
	}

	/**
	 * Check whether an answer has come since the last inspection.
	 */
	void inspect(long now) {
		double total = 0;
		for (Map.Entry<MetricName, ? extends Metric> metric : this.metrics.get().entrySet()) {
			if (metric.getKey().name().equals("response-total") && metric.getKey().group().equals("consumer-metrics")
					&& metric.getValue().metricValue() instanceof Double count) {
				total += count;
			}
		}
		if (total > this.responses) {
			this.responses = total;
			this.answeredAt = now;
		}
	}

	/**
	 * How long ago the last answer was seen, or the start if none was.
	 */
	Duration silence(long now) {
		return Duration.ofNanos(now - this.answeredAt);
	}

}
