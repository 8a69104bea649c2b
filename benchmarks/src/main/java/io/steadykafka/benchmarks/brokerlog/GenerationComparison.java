package io.steadykafka.benchmarks.brokerlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the generations in a broker's log with those that members report.
 *
 * @param agreed generations that all of their members name, but those that were dead or
 * frozen
 * @param untold generations that a member may not have been told of: the next one
 * followed within a second, or all were dead or frozen
 * @param unseen generations that no member names
 * @param partly generations that some of their members don't name though they could
 * @param unknown what members name and the broker doesn't
 */
public record GenerationComparison(List<Generation> agreed, List<Generation> untold, List<Generation> unseen,
		List<Generation> partly, List<ReportedGeneration> unknown) {

	/** How exact the times of what was done to a member are. */
	private static final Duration SLACK = Duration.ofSeconds(1);

	/** From the assignment until every member was told, on a busy machine. */
	private static final Duration TOLD = Duration.ofSeconds(1);

	/**
	 * Compare.
	 */
	public static GenerationComparison of(List<Generation> broker, List<ReportedGeneration> reported,
			List<Outage> outages) {
		Map<Integer, Set<String>> seen = reported.stream()
			.collect(Collectors.groupingBy(ReportedGeneration::generation,
					Collectors.mapping(ReportedGeneration::member, Collectors.toSet())));
		GenerationComparison result = new GenerationComparison(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				new ArrayList<>(), new ArrayList<>());
		for (int i = 0; i < broker.size(); i++) {
			Instant end = (i + 1 < broker.size()) ? broker.get(i + 1).at() : Instant.MAX;
			if (broker.get(i).handedOut()) {
				result.put(broker.get(i), end, seen.getOrDefault(broker.get(i).number(), Set.of()), outages);
			}
		}
		Set<Integer> numbers = broker.stream().map(Generation::number).collect(Collectors.toSet());
		reported.stream().filter((each) -> !numbers.contains(each.generation())).forEach(result.unknown::add);
		return result;
	}

	private void put(Generation generation, Instant end, Set<String> seen, List<Outage> outages) {
		Set<String> accounted = new HashSet<>(seen);
		Instant until = (end.equals(Instant.MAX)) ? end : end.plus(SLACK);
		outages.stream()
			.filter((outage) -> outage.overlaps(generation.at().minus(SLACK), until))
			.forEach((outage) -> accounted.add(outage.member()));
		boolean complete = accounted.size() >= Math.max(generation.members(), 1);
		if (complete && !seen.isEmpty()) {
			this.agreed.add(generation);
		}
		else if (complete || end.isBefore(generation.at().plus(TOLD))) {
			this.untold.add(generation);
		}
		else if (seen.isEmpty()) {
			this.unseen.add(generation);
		}
		else {
			this.partly.add(generation);
		}
	}

	/**
	 * Whether the two tell the same.
	 */
	public boolean agrees() {
		return this.unseen.isEmpty() && this.partly.isEmpty() && this.unknown.isEmpty();
	}

}
