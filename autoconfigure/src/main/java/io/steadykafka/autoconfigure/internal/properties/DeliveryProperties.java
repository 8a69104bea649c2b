package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;

import io.steadykafka.delivery.internal.session.DeliveryOptions;
import io.steadykafka.delivery.internal.session.LeavePolicy;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is delivered to listeners between two commits.
 *
 * @param enabled Whether the starter decides how many records are delivered between two
 * commits, repeats commits that failed, and measures listeners. Without it failed records
 * are left to Spring Kafka too.
 * @param redoWindow How much work is delivered to a listener between two commits, by its
 * own recent speed: what a crash redoes at most. At least one record is delivered. 0 to
 * deliver whole polls. Raise it for fewer commits and larger batches.
 * @param commitMode Whether a commit waits for the broker ("sync") or not ("async"). A
 * commit that ends the ownership of partitions always waits. Containers with
 * syncCommits=false of their own commit async.
 * @param stopTimeout How long a member that stops, or that loses partitions, waits for
 * its last commit and for asynchronous work in flight, from the end of the record in hand
 * on. It becomes the shutdown timeout of containers that have Spring Kafka's default of
 * 10s; another one of theirs wins.
 * @param slowRecord How long a record has to take to be counted as slow in the meters.
 * @param recommitInterval After which time positions that did not change are committed
 * again, under the consumer protocol: once its group is empty, the broker forgets an
 * offset by the age of its commit. 0 for never.
 */
public record DeliveryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100ms") Duration redoWindow,
		@DefaultValue("sync") Mode commitMode, @DefaultValue("10s") Duration stopTimeout,
		@DefaultValue("100ms") Duration slowRecord, @DefaultValue("1h") Duration recommitInterval) {

	private static final Duration SHORTEST_RECOMMIT = Duration.ofSeconds(1);

	/**
	 * What holds for one listener.
	 * @param own what is set for that listener
	 * @return its values, and these where it has none
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

	void refuseWhatCannotBe(String prefix) {
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
