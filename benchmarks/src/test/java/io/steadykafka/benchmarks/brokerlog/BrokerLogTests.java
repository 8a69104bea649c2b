package io.steadykafka.benchmarks.brokerlog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerLogTests {

	private static final String BEGIN = "2026-11-21 20:00:00,00# INFO  o.a.k.c.g.GroupMetadataManager "
			+ "[GroupCoordinator id=1 topic=__consumer_offsets partition=0] ";

	@Test
	void classicGenerationsHaveTheirMembersAndReasons() {
		List<Generation> generations = parse("churn",
				"Preparing to rebalance group churn in state PREPARING_REBALANCE with old generation 4 (reason: Adding "
						+ "new member m-1 with group instance id null; client reason: not provided).",
				"Stabilized group churn generation 5 with 3 members.",
				"Assignment received from leader m-0 for group churn for generation 5. The group has 3 members, 0 of "
						+ "which are static.",
				"Preparing to rebalance group churn in state STABLE with old generation 5 (reason: Updating metadata "
						+ "for member m-0 during STABLE; client reason: rebalance failed (timeout)).",
				"Stabilized group churn generation 6 with 2 members.", "Group churn with generation 7 is now empty.");
		assertThat(generations).extracting(Generation::number).containsExactly(5, 6, 7);
		assertThat(generations).extracting(Generation::members).containsExactly(3, 2, 0);
		assertThat(generations).extracting(Generation::handedOut).containsExactly(true, false, false);
		assertThat(generations.get(0).reason()).startsWith("Adding new member m-1").endsWith("not provided");
		assertThat(generations.get(1).reason()).endsWith("rebalance failed (timeout)");
		assertThat(generations.get(2).reason()).isEqualTo("not given");
		assertThat(generations.get(0).at()).isEqualTo(Instant.parse("2026-11-21T19:00:00.001Z"));
	}

	@Test
	void epochsAreGenerationsOfUnknownSize() {
		List<Generation> generations = parse("churn",
				"[GroupId churn] Bumped group epoch to 2 with metadata hash 7036.",
				"[GroupId churn] Computed a new target assignment for epoch 2 with 'uniform' assignor in 1ms.",
				"[GroupId churn] Bumped group epoch to 3 with metadata hash 7036.");
		assertThat(generations).extracting(Generation::number).containsExactly(2, 3);
		assertThat(generations).extracting(Generation::handedOut).containsExactly(true, false);
		assertThat(generations).extracting(Generation::members).containsOnly(Generation.UNKNOWN);
	}

	@Test
	void otherGroupsDontCount() {
		assertThat(parse("churn", "Stabilized group churn-2 generation 5 with 3 members.",
				"Stabilized group my-churn generation 5 with 3 members.",
				"[GroupId churn-2] Bumped group epoch to 2 with metadata hash 1.",
				"Loaded classic group churn with 1 " + "members."))
			.isEmpty();
	}

	private static List<Generation> parse(String group, String... lines) {
		return BrokerLog
			.parse(Stream.iterate(0, (i) -> i < lines.length, (i) -> i + 1)
				.map((i) -> BEGIN.replace('#', (char) ('0' + i)) + lines[i]), group, ZoneId.of("Europe/Berlin"))
			.generations();
	}

}
