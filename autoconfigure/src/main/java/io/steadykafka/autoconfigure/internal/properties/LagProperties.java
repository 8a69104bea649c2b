package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.group.WatchedGroup;
import io.steadykafka.lag.internal.offsets.LagLevels;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Lag.
 *
 * @param enabled Whether lag is sampled in the background. Meters and health of lag need
 * it.
 * @param interval Time between two samples of a cluster. At least 100ms. Raise it to
 * spare the brokers.
 * @param trendWindow Time span of the samples that make the trend of lag, extended to six
 * samples if it has fewer. Shorten it for a faster but noisier trend.
 * @param trendTolerance Change of lag, in records per second, up to which the trend
 * counts as steady. At least 0.
 * @param levels Upper limits of the levels of lag.
 * @param groups Further groups to sample, of which no listener of this application is a
 * member.
 */
public record LagProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration interval,
		@DefaultValue("5m") Duration trendWindow, @DefaultValue("1") double trendTolerance, @DefaultValue Levels levels,
		@DefaultValue List<Group> groups) {

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

	private static final int FEWEST_SAMPLES = 6;

	void validate() {
		SteadyKafkaProperties.refuse(this.interval.compareTo(SHORTEST_INTERVAL) < 0, "lag.interval", this.interval,
				"It must be at least 100ms, to spare the brokers. Use for example 10s.");
		SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.trendWindow), "lag.trend-window",
				this.trendWindow, "It must be longer than zero. Use for example 5m.");
		SteadyKafkaProperties.refuseTooLong("lag.interval", this.interval);
		SteadyKafkaProperties.refuseTooLong("lag.trend-window", this.trendWindow);
		SteadyKafkaProperties.refuse(!(this.trendTolerance >= 0 && Double.isFinite(this.trendTolerance)),
				"lag.trend-tolerance", this.trendTolerance,
				"It is a number of records a second and must be 0 or more. Use for example 1.");
		this.levels.validate();
		for (int index = 0; index < this.groups.size(); index++) {
			Group group = this.groups.get(index);
			String key = "lag.groups[" + index + "]";
			group.validate(key);
			SteadyKafkaProperties.refuse(
					this.groups.subList(0, index).stream().anyMatch((other) -> other.id().equals(group.id())),
					key + ".id", group.id(), "This group is there already. Put all its topics into one entry.");
		}
	}

	/**
	 * What to sample.
	 * @param olderThan the age above which a record is too old, {@code null} for none
	 */
	public LagOptions options(@Nullable Duration olderThan) {
		Duration shortest = this.interval.multipliedBy(FEWEST_SAMPLES);
		return new LagOptions(this.interval, (this.trendWindow.compareTo(shortest) > 0) ? this.trendWindow : shortest,
				this.trendTolerance, new LagLevels(this.levels.caughtUp(), this.levels.normal(), this.levels.behind()),
				olderThan, this.groups.stream().map(Group::watched).toList());
	}

	/**
	 * Levels of lag.
	 *
	 * @param caughtUp Lag of a partition, in records, up to which it is caught up. At
	 * least 0.
	 * @param normal Lag of a partition, in records, up to which it is normal. Not below
	 * caught-up.
	 * @param behind Lag of a partition, in records, up to which it is behind; above, it
	 * has a backlog. Not below normal.
	 */
	public record Levels(@DefaultValue("0") long caughtUp, @DefaultValue("100") long normal,
			@DefaultValue("10000") long behind) {

		void validate() {
			SteadyKafkaProperties.refuse(this.caughtUp < 0, "lag.levels.caught-up", this.caughtUp,
					"It is a number of records and must be 0 or more. Use for example 0.");
			SteadyKafkaProperties.refuse(this.normal < this.caughtUp, "lag.levels.normal", this.normal,
					"It must not be below steady.kafka.lag.levels.caught-up=" + this.caughtUp + ".");
			SteadyKafkaProperties.refuse(this.behind < this.normal, "lag.levels.behind", this.behind,
					"It must not be below steady.kafka.lag.levels.normal=" + this.normal + ".");
		}

	}

	/**
	 * A group that no listener is a member of.
	 *
	 * @param id Id of the group.
	 * @param topics Regular expressions of the topics to sample, one of which must match
	 * a topic's whole name. Empty for all topics with committed offsets of the group.
	 * @param excludedTopics Regular expressions of topics to leave out.
	 */
	public record Group(@DefaultValue("") String id, @DefaultValue List<String> topics,
			@DefaultValue List<String> excludedTopics) {

		void validate(String key) {
			SteadyKafkaProperties.refuse(!StringUtils.hasText(this.id), key + ".id", this.id,
					"It must be the id of a consumer group. Use for example reports.");
			this.topics.forEach((topic) -> refusePattern(key + ".topics", topic));
			this.excludedTopics.forEach((topic) -> refusePattern(key + ".excluded-topics", topic));
		}

		private static void refusePattern(String key, String pattern) {
			try {
				Pattern.compile(pattern);
			}
			catch (PatternSyntaxException ex) {
				SteadyKafkaProperties.refuse(true, key, pattern,
						"It is no regular expression: " + ex.getDescription() + ". Use for example orders-.*");
			}
		}

		WatchedGroup watched() {
			return new WatchedGroup(this.id, this.topics.stream().map(Pattern::compile).toList(),
					this.excludedTopics.stream().map(Pattern::compile).toList());
		}

	}

}
