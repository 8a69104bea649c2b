package io.steadykafka.lag.internal.requests;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The Admin client of a sampler, made anew when it hangs. Where a connection was cut
 * without a word, Kafka's Admin client holds on to it for half a minute, and to a new one
 * that gets no answer to its first request for up to an hour: each call that times out
 * puts off the end of it. For use by one thread, but for its end.
 */
public final class SamplingClient {

	private static final String METRICS = "admin-client-metrics";

	private final Supplier<Admin> factory;

	private volatile @Nullable Admin admin;

	/**
	 * Samples in a row of which a part got no answer.
	 */
	private int unanswered;

	private double responses;

	public SamplingClient(Supplier<Admin> factory) {
		this.factory = factory;
	}

	/**
	 * The client for the next sample.
	 */
	public Admin next() {
		Admin open = this.admin;
		if (open == null) {
			open = this.factory.get();
			this.admin = open;
		}
		this.responses = metric(open, "response-total");
		return open;
	}

	/**
	 * Counts whether everything was answered in time, and replaces a client that is
	 * stuck.
	 */
	public void sampled(boolean answered) {
		Admin open = this.admin;
		this.unanswered = (answered) ? 0 : this.unanswered + 1;
		if (!answered && open != null && isStuck(open)) {
			this.admin = null;
			open.close(Duration.ofMillis(1));
		}
	}

	/**
	 * Without a connection it makes one by itself. If some brokers answer, it may be that
	 * others do not because of something else, and for long: then it is made anew ever
	 * more seldom.
	 */
	private boolean isStuck(Admin open) {
		boolean silent = metric(open, "response-total") <= this.responses;
		return metric(open, "connection-count") > 0 && (silent || Integer.bitCount(this.unanswered) == 1);
	}

	private static double metric(Admin admin, String name) {
		return admin.metrics()
			.values()
			.stream()
			.filter((metric) -> metric.metricName().name().equals(name) && metric.metricName().group().equals(METRICS))
			.mapToDouble((metric) -> ((Number) metric.metricValue()).doubleValue())
			.sum();
	}

	/**
	 * Close the client, after the last sample; a sample after that opens one again.
	 */
	public void close() {
		Admin open = this.admin;
		this.admin = null;
		if (open != null) {
			open.close(Duration.ZERO);
		}
	}

}
