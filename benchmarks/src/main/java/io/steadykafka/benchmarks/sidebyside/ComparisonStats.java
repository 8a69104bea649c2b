package io.steadykafka.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.benchmarks.sidebyside.Verdict.Kind;

/**
 * Counts the verdicts of comparisons.
 */
public final class ComparisonStats {

	private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);

	private final Map<String, Reasons> reasons = new TreeMap<>();

	private final List<Double> widths = new ArrayList<>();

	private final List<String> wrong = new ArrayList<>();

	private int stale;

	private int staleFound;

	/**
	 * Count a comparison.
	 */
	public void add(Verdict verdict, String where, String what) {
		this.kinds.merge(verdict.kind(), 1, Integer::sum);
		switch (verdict.kind()) {
			case BETWEEN -> this.widths.add((double) verdict.width());
			case EXPLAINED ->
				this.reasons.merge(verdict.reason() + where, new Reasons(1, (verdict.exact()) ? 1 : 0), Reasons::plus);
			case WRONG -> this.wrong.add(verdict.reason() + ": " + what);
			default -> {
			}
		}
	}

	/**
	 * Count a comparison of a number that is older than it may be, to see whether
	 * comparisons find anything.
	 */
	public void addStale(Verdict verdict) {
		this.stale++;
		if (verdict.kind() == Kind.WRONG) {
			this.staleFound++;
		}
	}

	public int all() {
		return this.kinds.values().stream().mapToInt(Integer::intValue).sum();
	}

	public int count(Kind kind) {
		return this.kinds.getOrDefault(kind, 0);
	}

	/**
	 * How many differences were explained, and how many of these where nothing moved, by
	 * reason.
	 */
	public Map<String, Reasons> reasons() {
		return this.reasons;
	}

	/**
	 * How wide the limits were where numbers moved.
	 * @return one width a comparison that was {@link Kind#BETWEEN}
	 */
	public List<Double> widths() {
		return this.widths;
	}

	public List<String> wrong() {
		return this.wrong;
	}

	/**
	 * How many stale numbers were found out.
	 */
	public String describeStale() {
		return "%,d of %,d".formatted(this.staleFound, this.stale);
	}

	/**
	 * How often a reason held.
	 *
	 * @param all how often
	 * @param exact how often where nothing moved
	 */
	public record Reasons(int all, int exact) {

		Reasons plus(Reasons more) {
			return new Reasons(this.all + more.all, this.exact + more.exact);
		}

	}

}
