package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;

import io.steadykafka.delivery.internal.session.DeliveryOptions;
import io.steadykafka.delivery.internal.session.LeavePolicy;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is delivered to listeners between two commits.
 *
 * @param enabled Whether the starter limits how much is delivered between two commits,
 * repeats failed commits, and measures listeners. Failure handling and the watchdog need
 * it.
 * @param redoWindow How much work, in time, is delivered to a listener between two
 * commits, estimated by its recent speed: the most that a crash redoes. At least one
 * record is delivered. Raise it for fewer commits and larger batches; 0 delivers whole
 * polls.
 * @param commitMode Whether commits wait for the broker ("sync") or not ("async").
 * Commits before partitions are revoked always wait. Containers with syncCommits=false
 * commit async either way.
 * @param stopTimeout How long a member that stops or loses partitions waits for its last
 * commit and for asynchronous records in flight, once the current record is finished. It
 * also becomes the shutdown timeout of containers with Spring Kafka's default of 10s;
 * another value of theirs wins.
 * @param slowRecord Processing time from which on a record counts as slow in the meters.
 * @param recommitInterval How often unchanged positions are committed again under the
 * consumer protocol, because the broker expires offsets of an empty group by the age of
 * their commit. 0 for never.
 */
public record DeliveryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100ms") Duration redoWindow,
		@DefaultValue("sync") Mode commitMode, @DefaultValue("10s") Duration stopTimeout,
		@DefaultValue("100ms") Duration slowRecord, @DefaultValue("1h") Duration recommitInterval) {

	private static final Duration SHORTEST_RECOMMIT = Duration.ofSeconds(1);

	/**
	 * These values, overridden by those of one listener.
	 */
	DeliveryProperties with(ListenerProperties.Delivery own) {
		return new DeliveryProperties(this.enabled, ListenerProperties.or(own.redoWindow(), this.redoWindow),
				ListenerProperties.or(own.commitMode(), this.commitMode),
				ListenerProperties.or(own.stopTimeout(), this.stopTimeout),
				ListenerProperties.or(own.slowRecord(), this.slowRecord),
				ListenerProperties.or(own.recommitInterval(), this.recommitInterval));
	}

	public DeliveryOptions options(LeavePolicy leavePolicy) {
		return new DeliveryOptions(this.redoWindow, this.commitMode == Mode.ASYNC, this.stopTimeout, this.slowRecord,
				leavePolicy, this.recommitInterval);
	}

	void validate(String prefix) {
		SteadyKafkaProperties.refuse(this.redoWindow.isNegative(), prefix + ".redo-window", this.redoWindow,
				"It must be 0, which is off, or longer. Use for example 100ms.");
		SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.stopTimeout), prefix + ".stop-timeout",
				this.stopTimeout, "It must be longer than zero: the last commit takes a moment. Use for example 10s.");
		SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.slowRecord), prefix + ".slow-record",
				this.slowRecord, "It must be longer than zero: every record would be slow. Use for example 100ms.");
		SteadyKafkaProperties.refuse(
				!this.recommitInterval.isZero() && this.recommitInterval.compareTo(SHORTEST_RECOMMIT) < 0,
				prefix + ".recommit-interval", this.recommitInterval,
				"It must be 0, which is never, or at least 1s, to spare the brokers. Use for example 1h.");
		SteadyKafkaProperties.refuseTooLong(prefix + ".redo-window", this.redoWindow);
		SteadyKafkaProperties.refuseTooLong(prefix + ".stop-timeout", this.stopTimeout);
		SteadyKafkaProperties.refuseTooLong(prefix + ".slow-record", this.slowRecord);
		SteadyKafkaProperties.refuseTooLong(prefix + ".recommit-interval", this.recommitInterval);
	}

	/**
	 * How containers commit.
	 */
	enum Mode {

		/**
		 * A commit waits for the broker's answer.
		 */
		SYNC,

		/**
		 * A commit is sent, and its answer comes later.
		 */
		ASYNC

	}

}
