package io.steadykafka.metrics.internal.client;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;
import io.steadykafka.metrics.internal.client.ClientMetricChoice.Level;

/**
 * Kafka's own metrics of a consumer that are exported by default. A meter has the name of
 * Kafka's metric, and its description when it is registered.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ClientMeter implements SteadyMeter {

	PARTITION_RECORDS_LAG(Level.PARTITION, "records-lag", "records",
			"Records between the position of the consumer and "
					+ "the end of the partition, as of the last fetch; those in its buffer are not among them"),

	PARTITION_RECORDS_LEAD(Level.PARTITION, "records-lead", "records",
			"Records between the start of the partition and the position of the consumer"),

	RECORDS_LAG_MAX("records-lag-max", "records", "The largest lag of the member's partitions, by their positions"),

	RECORDS_LEAD_MIN("records-lead-min", "records", "The smallest lead of the member's partitions"),

	FETCH_RATE("fetch-rate", "per second", "Fetch requests"),

	FETCH_LATENCY_AVG("fetch-latency-avg", "milliseconds", "Time that a fetch request took, on average"),

	FETCH_LATENCY_MAX("fetch-latency-max", "milliseconds", "Longest time that a fetch request took"),

	FETCH_THROTTLE_TIME_AVG("fetch-throttle-time-avg", "milliseconds",
			"For how long brokers held fetches back because of a quota, on average"),

	FETCH_THROTTLE_TIME_MAX("fetch-throttle-time-max", "milliseconds",
			"For how long brokers held a fetch back because of a quota, at most"),

	BYTES_CONSUMED_TOTAL("bytes-consumed-total", "bytes", "Bytes that were fetched"),

	COMMIT_RATE("commit-rate", "per second", "Commits"),

	COMMIT_LATENCY_AVG("commit-latency-avg", "milliseconds", "Time that a commit took, on average"),

	COMMIT_LATENCY_MAX("commit-latency-max", "milliseconds", "Longest time that a commit took"),

	HEARTBEAT_RATE("heartbeat-rate", "per second", "Heartbeats"),

	HEARTBEAT_RESPONSE_TIME_MAX("heartbeat-response-time-max", "milliseconds",
			"Longest time until a heartbeat was answered"),

	LAST_HEARTBEAT_SECONDS_AGO("last-heartbeat-seconds-ago", "seconds", "Time since the last heartbeat"),

	REBALANCE_LATENCY_AVG("rebalance-latency-avg", "milliseconds", "Time that a rebalance took, on average"),

	REBALANCE_LATENCY_MAX("rebalance-latency-max", "milliseconds", "Longest time that a rebalance took"),

	FAILED_REBALANCE_TOTAL("failed-rebalance-total", "rebalances",
			"Rebalances that failed; one at the start is as it should be"),

	POLL_IDLE_RATIO_AVG("poll-idle-ratio-avg", "ratio", "Share of the time that the member waited in poll, on average"),

	TIME_BETWEEN_POLL_MAX("time-between-poll-max", "milliseconds", "Longest time between two polls"),

	CONNECTIONS("connection-count", "connections", "Open connections to brokers");

	private static final Map<Level, Set<String>> NAMES = Stream.of(values())
		.collect(Collectors.groupingBy((meter) -> meter.level,
				Collectors.mapping((meter) -> meter.metric, Collectors.toUnmodifiableSet())));

	private final Level level;

	private final String metric;

	private final MeterText text;

	ClientMeter(String metric, String unit, String meaning) {
		this(Level.MEMBER, metric, unit, meaning);
	}

	ClientMeter(Level level, String metric, String unit, String meaning) {
		this.level = level;
		this.metric = metric;
		this.text = ((ClientSeries.isCounter(metric)) ? MeterText.counter(ClientSeries.name(level, metric))
				: MeterText.gauge(ClientSeries.name(level, metric)))
			.counts(unit)
			.means(meaning)
			.by(tags(level))
			.absent(absent(level));
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	/**
	 * Whether one of them is a certain metric of Kafka's.
	 * @param level what the metric is about
	 */
	static boolean isOneOf(Level level, String metric) {
		return NAMES.getOrDefault(level, Set.of()).contains(metric);
	}

	private static MeterTag[] tags(Level level) {
		return (level == Level.PARTITION)
				? new MeterTag[] { MeterTag.GROUP, MeterTag.LISTENER, MeterTag.TOPIC, MeterTag.PARTITION }
				: new MeterTag[] { MeterTag.GROUP, MeterTag.LISTENER, MeterTag.MEMBER };
	}

	private static String absent(Level level) {
		return (level == Level.PARTITION) ? "before the first fetch of the partition; where lag is exported by topic"
				: "while the member does not run";
	}

}
