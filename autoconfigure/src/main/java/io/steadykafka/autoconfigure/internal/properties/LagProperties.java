package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.steadykafka.lag.internal.calculation.LagLevels;
import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.group.WatchedGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Lag.
 *
 * @param enabled Whether lag is sampled in the background.
 * @param interval Time between two samples of a cluster. At least 100ms.
 * @param trendWindow How far back samples count for the velocity of lag. Six samples
 * count, however long they take.
 * @param trendTolerance Up to how many records a second lag may grow or shrink and be
 * steady. 0 or more.
 * @param levels Where the levels of lag end.
 * @param groups Groups to sample although no listener of this application is a member.
 */
public record LagProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration interval,
		@DefaultValue("5m") Duration trendWindow, @DefaultValue("1") double trendTolerance, @DefaultValue Levels levels,
		@DefaultValue List<Group> groups) {

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

	private static final int FEWEST_SAMPLES = 6;

	void refuseWhatCannotBe() {
		SteadyKafkaProperties.refuse(this.interval.compareTo(SHORTEST_INTERVAL) < 0, "lag.interval", this.interval,
				"It must be at least 100ms, to spare the brokers. Use for example 10s.");
		SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.trendWindow), "lag.trend-window",
				this.trendWindow, "It must be longer than zero. Use for example 5m.");
		SteadyKafkaProperties.refuseTooLong("lag.interval", this.interval);
		SteadyKafkaProperties.refuseTooLong("lag.trend-window", this.trendWindow);
		SteadyKafkaProperties.refuse(!(this.trendTolerance >= 0 && Double.isFinite(this.trendTolerance)),
				"lag.trend-tolerance", this.trendTolerance,
				"It is a number of records a second and must be 0 or more. Use for example 1.");
		this.levels.refuseWhatCannotBe();
		for (int index = 0; index < this.groups.size(); index++) {
			Group group = this.groups.get(index);
			String key = "lag.groups[" + index + "]";
			group.refuseWhatCannotBe(key);
			SteadyKafkaProperties.refuse(
					this.groups.subList(0, index).stream().anyMatch((other) -> other.id().equals(group.id())),
					key + ".id", group.id(), "This group is there already. Put all its topics into one entry.");
		}
	}

	/**
	 * What is sampled.
	 * @param olderThan the age from which on a record is too old, {@code null} for none
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
	 * @param caughtUp Most records of lag of a partition that is caught up. 0 or more.
	 * @param normal Most records of lag that are normal. Not below those of caught up.
	 * @param behind Most records of lag of a partition that is behind; above them it has
	 * a backlog. Not below those that are normal.
	 */
	public record Levels(@DefaultValue("0") long caughtUp, @DefaultValue("100") long normal,
			@DefaultValue("10000") long behind) {

		void refuseWhatCannotBe() {
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
	 * @param topics Regular expressions, one of which a topic's whole name has to match.
	 * Empty for all topics that the group has committed offsets of.
	 * @param excludedTopics Regular expressions of topics that are left out.
	 */
	public record Group(@DefaultValue("") String id, @DefaultValue List<String> topics,
			@DefaultValue List<String> excludedTopics) {

		void refuseWhatCannotBe(String key) {
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
