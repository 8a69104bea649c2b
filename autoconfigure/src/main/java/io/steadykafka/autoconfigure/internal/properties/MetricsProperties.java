package io.steadykafka.autoconfigure.internal.properties;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Meters.
 *
 * @param enabled Whether meters are registered.
 * @param lagBy Whether lag is exported by "partition" or, summed up, by "topic".
 * @param maxSeries How many series of lag there may be by partition, those of groups that
 * others read among them. With more, lag is exported by topic. 1 or more.
 * @param exporterNames Whether lag is exported by the names of kafka_exporter too, so
 * that dashboards made for it go on working.
 * @param client Which of Kafka's own metrics of consumers are exported: "off" for none,
 * "on" for those that people look at, "all" for all.
 */
public record MetricsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("partition") LagBy lagBy,
		@DefaultValue("20000") int maxSeries, @DefaultValue("false") boolean exporterNames,
		@DefaultValue("on") Client client) {

	void refuseWhatCannotBe() {
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
		 * Those that people look at.
		 */
		ON,

		/**
		 * All.
		 */
		ALL

	}

}
