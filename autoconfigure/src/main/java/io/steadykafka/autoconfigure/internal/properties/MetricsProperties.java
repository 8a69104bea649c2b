package io.steadykafka.autoconfigure.internal.properties;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Meters.
 *
 * @param enabled Whether meters are registered.
 * @param lagBy Whether lag is exported by "partition" or summed up by "topic", which
 * needs fewer series.
 * @param maxSeries Most series of lag by partition, including those of other groups. With
 * more partitions, lag is exported by topic. At least 1.
 * @param exporterNames Whether lag is also exported under the names of kafka_exporter,
 * for dashboards made for it.
 * @param client Which of Kafka's own consumer metrics are exported: "off" for none, "on"
 * for the most useful ones, "all" for all.
 */
public record MetricsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("partition") LagBy lagBy,
		@DefaultValue("20000") int maxSeries, @DefaultValue("false") boolean exporterNames,
		@DefaultValue("on") Client client) {

	void validate() {
		SteadyKafkaProperties.refuse(this.maxSeries < 1, "metrics.max-series", this.maxSeries,
				"It is a number of series and must be 1 or more. Use for example 20000; to have none by partition, set "
						+ "steady.kafka.metrics.lag-by=topic.");
	}

	/**
	 * What lag is exported by.
	 */
	public enum LagBy {

		/**
		 * Each partition.
		 */
		PARTITION,

		/**
		 * Each topic.
		 */
		TOPIC

	}

	/**
	 * Which of Kafka's own metrics are exported.
	 */
	public enum Client {

		/**
		 * None.
		 */
		OFF,

		/**
		 * The most useful ones.
		 */
		ON,

		/**
		 * All.
		 */
		ALL

	}

}
