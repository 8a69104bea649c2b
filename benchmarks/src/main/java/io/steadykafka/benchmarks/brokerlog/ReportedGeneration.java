package io.steadykafka.benchmarks.brokerlog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A generation that a member reports.
 *
 * @param member the member's life: another one after each start
 * @param generation the number of the generation
 */
public record ReportedGeneration(String member, int generation) {

	/**
	 * Complete what records of rebalances say: they name the last generation of each, and
	 * a cooperative rebalance has one for each of its rounds.
	 */
	public static List<ReportedGeneration> withFirstRounds(List<ReportedGeneration> records, List<Generation> broker) {
		Set<Integer> secondRounds = broker.stream()
			.filter(Generation::isSecondRound)
			.map(Generation::number)
			.collect(Collectors.toSet());
		return records.stream()
			.flatMap((record) -> Stream
				.iterate(record.generation, (number) -> number >= first(record.generation, secondRounds),
						(number) -> number - 1)
				.map((number) -> new ReportedGeneration(record.member, number)))
			.toList();
	}

	private static int first(int generation, Set<Integer> secondRounds) {
		int first = generation;
		while (secondRounds.contains(first)) {
			first--;
		}
		return first;
	}

}
