package io.steadykafka.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A comparison where the starter exports a lag and the topic was not recreated.
 */
final class KnownLagComparison {

	static final String OPEN_TRANSACTION = "an open transaction";

	static final String LOG_START = "log start above the commit";

	static final String NO_COMMIT = "nothing committed yet";

	private final ReferenceState before;

	private final ExportedLag exported;

	private final ReferenceState after;

	private final boolean member;

	private final LogState first;

	private final LogState last;

	KnownLagComparison(LagComparison comparison, LogState first, LogState last) {
		this.before = comparison.before();
		this.exported = comparison.exported();
		this.after = comparison.after();
		this.member = comparison.member();
		this.first = first;
		this.last = last;
	}

	Verdict verdict() {
		long lag = this.exported.lag().orElseThrow();
		long least = lag(this.after.committed().orElse(0), this.last.start(), end(this.first));
		long most = lag(firstCommitted().orElse(0), this.first.start(), end(this.last));
		Optional<Verdict> wrong = between("lag", lag, least, most).or(this::wrongOffset);
		if (wrong.isPresent()) {
			return wrong.get();
		}
		List<String> reasons = reasons();
		if (!isExact()) {
			return (reasons.isEmpty()) ? new Verdict(Verdict.Kind.BETWEEN, "", false, most - least)
					: Verdict.explained(String.join(", ", reasons), false, most - least);
		}
		if (lag != explainedLag()) {
			return Verdict.wrong("lag " + lag + " is not " + explainedLag());
		}
		return (reasons.isEmpty()) ? new Verdict(Verdict.Kind.EQUAL, "", true, 0)
				: Verdict.explained(String.join(", ", reasons), true, 0);
	}

	/**
	 * The command line's lag, less what is not there any more and what can't be read yet.
	 * Both are 0 where the command line is right.
	 */
	private long explainedLag() {
		long held = this.first.high() - end(this.first);
		OptionalLong committed = this.before.committed();
		if (committed.isEmpty()) {
			return end(this.first) - this.first.start();
		}
		long lost = Math.max(0, this.first.start() - committed.getAsLong());
		return this.before.lag().orElseThrow() - lost - held;
	}

	private Optional<Verdict> wrongOffset() {
		if (!this.member) {
			return (this.exported.isLagOnly()) ? Optional.empty()
					: Optional.of(Verdict.wrong("offsets of a group that is only watched"));
		}
		long start = this.exported.start().orElse(-1);
		long end = this.exported.end().orElse(-1);
		long high = end + this.exported.held().orElse(0);
		return between("log start", start, this.first.start(), this.last.start())
			.or(() -> between("end", end, this.first.stable(), this.last.stable()))
			.or(() -> between("high watermark", high, high(this.before, this.first, true),
					high(this.after, this.last, false)))
			.or(() -> wrongCommit(start, end));
	}

	private Optional<Verdict> wrongCommit(long start, long end) {
		if (this.exported.committed().isEmpty()) {
			return this.before.committed().isEmpty() ? Optional.empty()
					: Optional.of(Verdict.wrong("no committed offset, and there is one"));
		}
		if (this.after.committed().isEmpty()) {
			return Optional.of(Verdict.wrong("a committed offset, and there is none"));
		}
		long committed = this.exported.committed().getAsLong();
		long lag = lag(committed, start, end);
		return between("committed", committed, firstCommitted().orElse(0), this.after.committed().getAsLong())
			.or(() -> between("lag by our own offsets", this.exported.lag().orElseThrow(), lag, lag));
	}

	/**
	 * The command line and the benchmark's own request have both seen the high watermark.
	 */
	private static long high(ReferenceState reference, LogState log, boolean later) {
		long row = (reference.row() != null) ? reference.row().end().orElse(log.high()) : log.high();
		return later ? Math.max(row, log.high()) : Math.min(row, log.high());
	}

	private long end(LogState log) {
		return (this.member) ? log.stable() : log.high();
	}

	/**
	 * The committed offset that later ones do not fall below: not one of the topic before
	 * it was made anew.
	 * @return the offset, empty if there is none
	 */
	private OptionalLong firstCommitted() {
		return this.before.isBeyondEnd() ? OptionalLong.empty() : this.before.committed();
	}

	private boolean isExact() {
		return this.before.equals(this.after)
				&& high(this.before, this.first, true) == high(this.before, this.first, false);
	}

	private List<String> reasons() {
		List<String> reasons = new ArrayList<>();
		if (this.before.isBeyondEnd()) {
			reasons.add(LagComparison.BEYOND_END);
		}
		if (this.exported.held().orElse(0) > 0) {
			reasons.add(OPEN_TRANSACTION);
		}
		OptionalLong committed = (this.member) ? this.exported.committed() : this.before.committed();
		if (committed.isEmpty()) {
			reasons.add(NO_COMMIT);
		}
		else if (this.exported.start().orElse(this.last.start()) > committed.getAsLong()) {
			reasons.add(LOG_START);
		}
		return reasons;
	}

	private static long lag(long committed, long start, long end) {
		return Math.max(0, end - Math.max(committed, start));
	}

	private static Optional<Verdict> between(String what, long value, long least, long most) {
		return (value >= least && value <= most) ? Optional.empty()
				: Optional.of(Verdict.wrong(what + " " + value + " is not between " + least + " and " + most));
	}

}
