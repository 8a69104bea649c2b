package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.channel.Message.Answer;
import io.steadykafka.operations.internal.channel.Message.Command;
import io.steadykafka.operations.internal.channel.Message.Report;
import io.steadykafka.operations.internal.channel.Message.Reset;
import io.steadykafka.operations.internal.reset.ResetRecords;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes what comes from the topic, which may be anything.
 */
final class Inbox implements MessageReader.Receiver {

	private static final Log logger = LogFactory.getLog(OperationsChannel.class);

	private final LongAdder passedOver = new LongAdder();

	private final InstanceIdentity self;

	private final ReceivedCommands commands;

	private final SentCommands sent;

	private final InstanceReports reports;

	private final ResetRecords resets;

	private final ChannelOutage outage;

	private final Runnable connected;

	private final Clock clock;

	private final Containment containment;

	Inbox(InstanceIdentity self, ReceivedCommands commands, SentCommands sent, InstanceReports reports,
			ResetRecords resets, ChannelOutage outage, Runnable connected, Clock clock, Containment containment) {
		this.self = self;
		this.commands = commands;
		this.sent = sent;
		this.reports = reports;
		this.resets = resets;
		this.outage = outage;
		this.connected = connected;
		this.clock = clock;
		this.containment = containment;
	}

	/**
	 * How many messages were of no use.
	 */
	long passedOver() {
		return this.passedOver.sum();
	}

	@Override
	public void connected() {
		this.connected.run();
	}

	@Override
	public void caughtUp() {
		this.containment.run("reports of instances", this.reports::caughtUp);
	}

	@Override
	public void received(ConsumerRecord<byte[], byte[]> message, boolean isLive) {
		try {
			if (!take(message, isLive)) {
				this.passedOver.increment();
			}
		}
		catch (RuntimeException ex) {
			this.passedOver.increment();
			logger.debug("Passed over message " + message.offset() + " of topic '" + message.topic() + "': "
					+ PlainText.message(ex.getMessage()));
		}
	}

	private boolean take(ConsumerRecord<byte[], byte[]> message, boolean isLive) {
		String reporter = MessageFormat.reporter(message.key());
		byte[] value = message.value();
		if (value == null) {
			if (reporter != null) {
				this.reports.goodbye(reporter);
			}
			return true;
		}
		Message read = MessageFormat.read(value);
		if (read instanceof Command command) {
			return this.commands.received(command);
		}
		if (read instanceof Answer answer) {
			this.sent.received(answer);
			return true;
		}
		if (read instanceof Reset reset) {
			return Arrays.equals(MessageFormat.key(reset), message.key())
					&& this.resets.received(reset.id(), reset.body(), arrived(message, isLive));
		}
		Report report = (Report) read;
		String from = report.from().id();
		if (!from.equals(reporter)) {
			return false;
		}
		return (from.equals(this.self.id())) ? echoed(isLive)
				: this.reports.received(report, value.length, arrived(message, isLive));
	}

	private boolean echoed(boolean isLive) {
		if (isLive) {
			this.outage.ended();
		}
		return true;
	}

	private Instant arrived(ConsumerRecord<byte[], byte[]> message, boolean isLive) {
		Instant now = this.clock.instant();
		Instant written = Instant.ofEpochMilli(message.timestamp());
		return (isLive || written.isAfter(now)) ? now : written;
	}

}
