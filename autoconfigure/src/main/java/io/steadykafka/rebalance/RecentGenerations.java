package io.steadykafka.rebalance;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers the generations that members were last in. They come mixed: under the
 * consumer protocol each member has an epoch of its own, and gets to the group's one by
 * one.
 */
final class RecentGenerations {

	private static final int MOST = 32;

	private static final int NONE = -1;

	private final Set<Integer> recent = new LinkedHashSet<>();

	/**
	 * Whether a generation is not among the recent ones; it is from now on.
	 * @param generation the generation, -1 for none: that is always new
	 * @return {@code true} if it is new
	 */
	boolean isNew(int generation) {
		if (generation == NONE) {
			return true;
		}
		boolean added = this.recent.add(generation);
		if (this.recent.size() > MOST) {
			this.recent.remove(this.recent.iterator().next());
		}
		return added;
	}

}
