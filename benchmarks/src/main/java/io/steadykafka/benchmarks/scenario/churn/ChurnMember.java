package io.steadykafka.benchmarks.scenario.churn;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

import io.steadykafka.benchmarks.brokerlog.RebalanceLines;
import io.steadykafka.benchmarks.brokerlog.ReportedGeneration;
import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.FreePort;
import io.steadykafka.benchmarks.scenario.churn.Disruptions.Disruption;
import io.steadykafka.benchmarks.scenario.support.HandledRecords;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the application across its restarts. One thread disrupts it, another may
 * ask for its address.
 */
final class ChurnMember implements AutoCloseable {

	private final String name;

	private final IntFunction<ApplicationProcess> starter;

	private final Disruptions disruptions;

	private final List<ChurnLife> lives = new ArrayList<>();

	private final List<ReportedGeneration> reported = new ArrayList<>();

	private volatile @Nullable URI address;

	/**
	 * An instance that does not run yet.
	 * @param starter starts it, with the port for its health
	 */
	ChurnMember(String name, IntFunction<ApplicationProcess> starter, Disruptions disruptions) {
		this.name = name;
		this.starter = starter;
		this.disruptions = disruptions;
	}

	String name() {
		return this.name;
	}

	/**
	 * Its address.
	 * @return the address, {@code null} if it does not run
	 */
	@Nullable URI address() {
		return this.address;
	}

	List<ReportedGeneration> reported() {
		return this.reported;
	}

	void start() {
		int port = FreePort.find();
		done("started", Instant.now(), Instant.now(), false);
		this.lives.add(new ChurnLife(this.name + "#" + this.lives.size(), this.starter.apply(port)));
		this.address = URI.create("http://localhost:" + port);
	}

	void stop() {
		this.address = null;
		Instant from = Instant.now();
		process().stop();
		done("stopped", from, Instant.now(), true);
	}

	/**
	 * Kill it.
	 */
	void kill(Duration session) {
		this.address = null;
		Instant from = Instant.now();
		process().kill();
		done("killed", from, from.plus(session), true);
	}

	void freeze(Duration time) {
		Instant from = Instant.now();
		process().freeze();
		done("frozen for " + time.toMillis() + " ms", from, from.plus(time), true);
	}

	void thaw() {
		process().thaw();
	}

	/**
	 * Slow its handler down.
	 */
	void slowFor(Duration time) {
		Instant from = Instant.now();
		done("slow for " + time.toSeconds() + " s", from, from.plus(time), false);
	}

	/**
	 * Read new entries of its journals.
	 */
	void read(HandledRecords handled) {
		for (ChurnLife life : this.lives) {
			List<JournalEntry> entries = life.process().restOfJournal();
			handled.add(entries);
			entries.stream()
				.filter((entry) -> entry.kind() == Kind.ASSIGNED || entry.kind() == Kind.REVOKED)
				.filter((entry) -> entry.offset() >= 0)
				.forEach((entry) -> this.reported.add(new ReportedGeneration(life.name(), (int) entry.offset())));
		}
	}

	/**
	 * What the starter in it wrote into its logs about rebalances.
	 */
	List<ReportedGeneration> recorded() {
		return this.lives.stream()
			.flatMap((life) -> RebalanceLines.read(life.name(), life.process().log()).stream())
			.toList();
	}

	/**
	 * Stop all of it cleanly; not a disruption.
	 */
	void end() {
		this.address = null;
		this.lives.forEach((life) -> life.process().stop());
	}

	@Override
	public void close() {
		this.address = null;
		this.lives.forEach((life) -> life.process().close());
	}

	private ApplicationProcess process() {
		return lastLife().process();
	}

	ChurnLife lastLife() {
		return Objects.requireNonNull(this.lives.get(this.lives.size() - 1));
	}

	private void done(String what, Instant from, Instant to, boolean silent) {
		String life = (this.lives.isEmpty()) ? this.name : lastLife().name();
		this.disruptions.add(new Disruption(this.name, life, what, from, to, silent));
	}

	/**
	 * One process.
	 *
	 * @param name the name of the life
	 * @param process its process
	 */
	record ChurnLife(String name, ApplicationProcess process) {
	}

}
