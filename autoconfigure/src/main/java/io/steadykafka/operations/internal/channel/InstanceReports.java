package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.steadykafka.operations.internal.channel.Message.Report;
import org.jspecify.annotations.Nullable;

/**
 * The last reports of other instances. Bounded: what does not fit is not kept.
 */
final class InstanceReports {

	private static final Duration FORGOTTEN = Duration.ofMinutes(10);

	private static final int MOST_INSTANCES = 1_000;

	private static final long MOST_BYTES = 32L * 1024 * 1024;

	private final Map<String, Kept> reports = new HashMap<>();

	private final CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();

	private final Duration staleAfter;

	private final Clock clock;

	private volatile Consumer<RemoteReport> listener = (report) -> {
	};

	private long bytes;

	InstanceReports(Duration staleAfter, Clock clock) {
		this.staleAfter = staleAfter;
		this.clock = clock;
	}

	CompletableFuture<@Nullable Void> onReport(Consumer<RemoteReport> listener) {
		this.listener = listener;
		return this.caughtUp.copy();
	}

	/**
	 * The reports that were there before are known. Of those some were taken back since.
	 */
	void caughtUp() {
		all().values().forEach(this.listener);
		this.caughtUp.complete(null);
	}

	/**
	 * Keeps a report.
	 * @param at when it arrived, or was written if it was in the topic before
	 * @return whether there is room for it
	 */
	boolean received(Report report, int size, Instant at) {
		boolean kept = keep(report, size, at);
		if (kept && this.caughtUp.isDone()) {
			this.listener.accept(new RemoteReport(report.from().id(), report.from().name(), report.body(), at, false));
		}
		return kept;
	}

	private synchronized boolean keep(Report report, int size, Instant at) {
		forget();
		goodbye(report.from().id());
		if (this.reports.size() >= MOST_INSTANCES || this.bytes + size > MOST_BYTES) {
			return false;
		}
		this.reports.put(report.from().id(), new Kept(report, size, at));
		this.bytes += size;
		return true;
	}

	synchronized void goodbye(String instance) {
		Kept gone = this.reports.remove(instance);
		this.bytes -= (gone != null) ? gone.size : 0;
	}

	/**
	 * The others by id.
	 */
	synchronized Map<String, RemoteReport> all() {
		forget();
		Instant staleBefore = this.clock.instant().minus(this.staleAfter);
		Map<String, RemoteReport> all = new TreeMap<>();
		this.reports.forEach((id, kept) -> all.put(id, new RemoteReport(id, kept.report.from().name(),
				kept.report.body(), kept.at, kept.at.isBefore(staleBefore))));
		return all;
	}

	private void forget() {
		Instant before = this.clock.instant().minus(FORGOTTEN);
		this.reports.values().removeIf((kept) -> {
			boolean forgotten = kept.at.isBefore(before);
			this.bytes -= (forgotten) ? kept.size : 0;
			return forgotten;
		});
	}

	private record Kept(Report report, int size, Instant at) {

	}

}
