package io.steadykafka.metrics.internal.listener;

import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * What listeners do, and their commits. See {@link ListenerWork}.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum DeliveryMeter implements SteadyMeter {

	PROCESSED(counter("steady.kafka.records.processed").counts("records")
		.means("Records that the listener finished without an exception, not those that an interceptor kept from it "
				+ "or that it handed back (nack)")),

	FAILED(counter("steady.kafka.records.failed").counts("records")
		.means("Attempts that ended with an exception, undecodable records among them; of a batch all records, or the "
				+ "one that it names")),

	REDELIVERED(counter("steady.kafka.records.redelivered").counts("records")
		.means("Records processed although this instance had processed them before; retries of failed ones are not "
				+ "among them")),

	PASSED_OVER(counter("steady.kafka.records.passed.over").counts("records")
		.means("Records that were not acknowledged, but committed with later ones; not noticed in transactions and "
				+ "behind a record filter")),

	SLOW(counter("steady.kafka.records.slow").counts("records")
		.means("Records that took longer than steady.kafka.delivery.slow-record; of a batch all, if they did on "
				+ "average")),

	IN_FLIGHT(gauge("steady.kafka.records.in.flight").counts("records")
		.means("Records delivered and not acknowledged yet")),

	IN_FLIGHT_AGE(gauge("steady.kafka.in.flight.age").in("seconds")
		.means("For how long the oldest record in flight has been waiting for its acknowledgement")),

	HANDLER_TIME(ofListener(MeterText.timer("steady.kafka.handler.time"))
		.means("Time that the listener spent on records, without commits; the count is that of records processed or "
				+ "failed")),

	COMMITS(counter("steady.kafka.commits").counts("commits")
		.by(MeterTag.GROUP, MeterTag.LISTENER, MeterTag.RESULT)
		.means("Commits through the consumer by their result: success, lost (not sent, the partition was lost), an "
				+ "exception's name, or other; those of Kafka transactions go through the producer")),

	POLL_BUDGET_USED(gauge("steady.kafka.poll.budget.used").in("ratio")
		.means("Share of max.poll.interval.ms that the batch in progress has used, else the last one")),

	POLL_BUDGET_EXCEEDED(counter("steady.kafka.poll.budget.exceeded").counts("records")
		.means("Records that took longer than max.poll.interval.ms")),

	OVERLONG_RECORD(MeterText.gauge("steady.kafka.overlong.record")
		.counts("offset")
		.by(MeterTag.GROUP, MeterTag.LISTENER, MeterTag.TOPIC, MeterTag.PARTITION)
		.means("Offset of the partition's last record that took longer than max.poll.interval.ms; of a batch it is the "
				+ "first one")
		.absent("for partitions that had none"));

	private final MeterText text;

	DeliveryMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	private static MeterText gauge(String name) {
		return ofListener(MeterText.gauge(name));
	}

	private static MeterText counter(String name) {
		return ofListener(MeterText.counter(name));
	}

	private static MeterText ofListener(MeterText meter) {
		return meter.by(MeterTag.GROUP, MeterTag.LISTENER)
			.absent("for listeners whose deliveries are not managed: the startup report has the reason");
	}

}
