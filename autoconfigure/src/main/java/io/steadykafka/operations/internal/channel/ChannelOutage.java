package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether this instance's own reports come back through the topic. Logs an outage once,
 * and its end.
 */
final class ChannelOutage {

	private static final Log logger = LogFactory.getLog(OperationsChannel.class);

	private final String topic;

	private final Duration patience;

	private final Clock clock;

	private Instant since;

	private boolean works;

	private boolean isTold;

	private @Nullable String reason;

	/**
	 * Create what waits for the first report.
	 * @param patience how long none may come back before that is an outage
	 */
	ChannelOutage(String topic, Duration patience, Clock clock) {
		this.topic = topic;
		this.patience = patience;
		this.clock = clock;
		this.since = clock.instant();
	}

	/**
	 * A report came back.
	 */
	synchronized void ended() {
		if (!this.works || this.isTold) {
			logger.info("Instances of this application know of each other through topic '" + this.topic + "'"
					+ ((this.isTold) ? " again" : ""));
		}
		this.since = this.clock.instant();
		this.works = true;
		this.isTold = false;
		this.reason = null;
	}

	/**
	 * Something failed that may work again by itself.
	 */
	synchronized void failed(String why) {
		this.reason = why;
	}

	/**
	 * Something failed that somebody has to fix.
	 */
	synchronized void refused(String why) {
		this.reason = why;
		this.works = false;
		tell();
	}

	/**
	 * Logs if nothing has come back for too long.
	 */
	synchronized void check() {
		if (silence().compareTo(this.patience) > 0) {
			tell();
		}
	}

	private void tell() {
		if (!this.isTold) {
			this.isTold = true;
			logger.warn("Operations concern this instance only: " + problem() + ". Consuming is not affected");
		}
	}

	synchronized Duration silence() {
		return Duration.between(this.since, this.clock.instant());
	}

	/**
	 * Why only this instance is known, {@code null} if that is not so.
	 */
	synchronized @Nullable String problem() {
		if (this.works && silence().compareTo(this.patience) <= 0) {
			return null;
		}
		return (this.reason != null) ? this.reason
				: "no report has come back through topic '" + this.topic + "' for " + silence().toSeconds() + " s";
	}

}
