package io.steadykafka.benchmarks.sidebyside;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Compares the starter's lag with two readings of the command line and the broker. The
 * sample was taken between the readings, and offsets only grow, so each number has a
 * lowest and a highest right value.
 *
 * @param before the reading before the sample
 * @param exported the starter's values
 * @param after the reading after it
 * @param member whether a listener is a member of the group: it reads up to the last
 * stable offset, and all of its partitions are exported
 * @param young whether the topic was made so lately that it need not be sampled yet
 */
public record LagComparison(ReferenceState before, ExportedLag exported, ReferenceState after, boolean member,
		boolean young) {

	static final String MADE_ANEW = "the topic was deleted or made anew in between";

	static final String BEYOND_END = "the commit is of the topic before it was made anew";

	static final String NOT_SAMPLED = "the topic was made anew, and not sampled yet";

	static final String PASSED = "ends of transactions and aborted records that the member has passed";

	/**
	 * Compare, and look into the log where the starter's lag is lower than offsets make
	 * it: what nobody can read is not before a reader.
	 * @return the verdict; empty if there is nothing to compare
	 */
	public Optional<Verdict> verdict(Unreadable unreadable) {
		Optional<Verdict> verdict = verdict();
		if (!this.member || this.exported.lag().isEmpty() || this.exported.committed().isEmpty()
				|| this.exported.end().isEmpty()
				|| verdict.filter((each) -> each.kind() == Verdict.Kind.WRONG).isEmpty()) {
			return verdict;
		}
		long from = Math.max(this.exported.committed().getAsLong(), this.exported.start().orElse(0));
		long end = this.exported.end().getAsLong();
		long to = end - this.exported.lag().getAsLong();
		if (to <= from || !unreadable.holdsNothing(from, to)) {
			return verdict;
		}
		return new LagComparison(this.before, this.exported.withLag(end - from), this.after, true, this.young).verdict()
			.map((rest) -> (rest.kind() == Verdict.Kind.WRONG) ? rest
					: Verdict.explained(PASSED, rest.exact(), rest.width()));
	}

	/**
	 * Compare.
	 * @return the verdict; empty if there is nothing to compare
	 */
	public Optional<Verdict> verdict() {
		LogState first = this.before.log();
		LogState last = this.after.log();
		if (first == null && last == null) {
			return (this.exported.lag().isEmpty()) ? Optional.empty()
					: Optional.of(Verdict.wrong("a lag of a topic that does not exist"));
		}
		if (first == null || last == null || !first.topicId().equals(last.topicId())) {
			return Optional.of(overturned(first, last));
		}
		if (this.exported.lag().isEmpty()) {
			return absent();
		}
		if (this.before.isBeyondEnd() && this.after.isBeyondEnd()) {
			return Optional.of(Verdict.wrong("a lag though the commit is beyond the end"));
		}
		return Optional.of(new KnownLagComparison(this, first, last).verdict());
	}

	private Verdict overturned(@Nullable LogState first, @Nullable LogState last) {
		long most = Math.max((first != null) ? first.high() : 0, (last != null) ? last.high() : 0);
		long lag = this.exported.lag().orElse(0);
		return (lag >= 0 && lag <= most) ? Verdict.explained(MADE_ANEW, false, most)
				: Verdict.wrong("a lag larger than both topics");
	}

	private Optional<Verdict> absent() {
		if (this.before.isBeyondEnd() || this.after.isBeyondEnd()) {
			return Optional.of(Verdict.explained(BEYOND_END, this.before.equals(this.after), 0));
		}
		if (this.young) {
			return Optional.of(Verdict.explained(NOT_SAMPLED, false, 0));
		}
		boolean silent = this.before.lag().isEmpty() && this.after.lag().isEmpty();
		return (silent && !this.member) ? Optional.empty() : Optional.of(Verdict.wrong("no lag"));
	}

	/**
	 * Knows what a reader of committed records can't read of a partition.
	 */
	public interface Unreadable {

		/**
		 * Whether a part of the log holds nothing that can be read.
		 */
		boolean holdsNothing(long from, long to);

	}

}
