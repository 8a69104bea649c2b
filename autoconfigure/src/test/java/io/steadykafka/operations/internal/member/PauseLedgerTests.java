package io.steadykafka.operations.internal.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PauseLedger}.
 */
class PauseLedgerTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final List<PauseScope> SCOPES = List.of(PauseScope.ALL, new PauseScope("orders", null),
			new PauseScope("orders", 1), new PauseScope("orders", 2), new PauseScope("payments", null));

	private static final List<PauseScope> PARTITIONS = IntStream.range(0, 400)
		.mapToObj((partition) -> new PauseScope("orders", partition))
		.toList();

	private final PauseLedger here = new PauseLedger();

	private final PauseLedger there = new PauseLedger();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void instancesThatKnowTheSameHaveTheSamePauses(long seed) {
		assertTheSame(new Random(seed), 200, 200);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void soTheyHaveIfThereIsMoreThanTheyKeep(long seed) {
		assertTheSame(new Random(seed), 2, 200);
		assertTheSame(new Random(seed), 200, 2);
		assertTheSame(new Random(seed), 2, 2);
	}

	private static void assertTheSame(Random random, int mostPauses, int mostResumes) {
		List<PauseLedger> instances = IntStream.range(0, 4)
			.mapToObj((index) -> new PauseLedger(mostPauses, mostResumes))
			.toList();
		for (int round = 0; round < 300; round++) {
			for (int step = 0; step < random.nextInt(8); step++) {
				act(instances, random);
			}
			exchange(instances);
			exchange(instances);
			PauseLedger first = instances.get(0);
			assertThat(first.paused()).hasSizeLessThanOrEqualTo(mostPauses);
			assertThat(first.changes()).hasSizeLessThanOrEqualTo(mostPauses + mostResumes);
			assertThat(instances).allSatisfy((each) -> {
				assertThat(each.paused()).containsExactlyInAnyOrderElementsOf(first.paused());
				assertThat(each.changes()).containsExactlyInAnyOrderElementsOf(first.changes());
			});
		}
	}

	private static void act(List<PauseLedger> instances, Random random) {
		PauseLedger one = instances.get(random.nextInt(instances.size()));
		PauseScope scope = SCOPES.get(random.nextInt(SCOPES.size()));
		// Their clocks differ.
		Instant now = NOW.plusSeconds(random.nextInt(100_000));
		switch (random.nextInt(3)) {
			case 0 -> pause(one, scope, now);
			case 1 -> one.resume(scope, "bob", now);
			default -> one.merge(instances.get(random.nextInt(instances.size())).changes());
		}
	}

	private static void pause(PauseLedger one, PauseScope scope, Instant now) {
		try {
			one.pause(scope, "alice", now);
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessageContaining("2 pauses");
		}
	}

	private static void exchange(List<PauseLedger> instances) {
		for (PauseLedger one : instances) {
			for (PauseLedger other : instances) {
				other.merge(new ArrayList<>(one.changes()));
			}
		}
		instances.forEach((each) -> each.merge(instances.get(0).changes()));
	}

	@Test
	void whatAResumeEndedDoesNotComeBack() {
		this.here.pause(PauseScope.ALL, "alice", NOW);
		List<PauseChange> old = this.here.changes();
		assertThat(this.there.merge(old)).hasSize(1);
		this.there.resume(PauseScope.ALL, "bob", NOW.minusSeconds(3_600));
		assertThat(this.there.merge(old)).isEmpty();
		assertThat(this.here.merge(this.there.changes())).hasSize(1);
		assertThat(this.here.paused()).isEmpty();
	}

	@Test
	void aResumeEndsAPauseOfLessThatIsLearnedOfLater() {
		this.here.pause(new PauseScope("orders", 1), "alice", NOW);
		List<PauseChange> less = this.here.changes();
		this.here.pause(PauseScope.ALL, "alice", NOW);
		this.here.resume(PauseScope.ALL, "bob", NOW);
		assertThat(this.there.merge(this.here.changes())).isEmpty();
		assertThat(this.there.merge(less)).isEmpty();
		assertThat(this.there.paused()).isEmpty();
	}

	@Test
	void aPauseAtTheMomentOfAResumeHolds() {
		this.here.pause(PauseScope.ALL, "alice", NOW);
		this.there.merge(this.here.changes());
		this.here.resume(PauseScope.ALL, "bob", NOW);
		this.there.pause(new PauseScope("orders", null), "carol", NOW);
		exchange(List.of(this.here, this.there));
		assertThat(this.here.paused()).isEqualTo(this.there.paused())
			.singleElement()
			.hasToString("topic orders paused by carol, since 2026-01-01T00:00:00Z");
	}

	@Test
	void whoAdoptsNothingChangesWhatIsNewer() {
		this.there.pause(PauseScope.ALL, "alice", NOW);
		this.there.resume(PauseScope.ALL, "alice", NOW);
		this.there.pause(PauseScope.ALL, "alice", NOW);
		this.here.outdate(this.there.changes());
		assertThat(this.here.paused()).isEmpty();
		this.here.pause(PauseScope.ALL, "bob", NOW);
		this.here.resume(PauseScope.ALL, "bob", NOW);
		this.there.merge(this.here.changes());
		assertThat(this.there.paused()).isEmpty();
	}

	@Test
	void aPauseTakesThePlaceOfThoseWithinIt() {
		PARTITIONS.subList(0, 200).forEach((partition) -> this.here.pause(partition, "alice", NOW));
		assertThatIllegalStateException().isThrownBy(() -> this.here.pause(PARTITIONS.get(200), "alice", NOW))
			.withMessage("There are 200 pauses of it. Pause a topic or all of it");
		List<PauseChange> partitions = this.here.changes();
		this.here.pause(PauseScope.ALL, "alice", NOW);
		assertThat(this.here.paused()).extracting(PauseChange::scope).containsExactly(PauseScope.ALL);
		this.here.merge(partitions);
		assertThat(this.here.paused()).hasSize(1);
		this.here.resume(PauseScope.ALL, "alice", NOW);
		assertThat(this.here.merge(partitions)).isEmpty();
	}

	@Test
	void aPauseOfAllIsLearnedOfHoweverManyPausesThereAre() {
		PARTITIONS.subList(0, 200).forEach((partition) -> this.here.pause(partition, "alice", NOW));
		this.there.pause(PauseScope.ALL, "bob", NOW);
		assertThat(this.here.merge(this.there.changes())).hasSize(1);
		assertThat(this.here.paused()).hasSize(200).extracting(PauseChange::scope).contains(PauseScope.ALL);
	}

	@Test
	void whatIsOneTooManyIsNotKnownButOutdated() {
		PARTITIONS.subList(0, 200).forEach((partition) -> this.here.pause(partition, "alice", NOW));
		List<PauseChange> more = List.of(new PauseChange(PARTITIONS.get(200), true, "bob", NOW, 1_000));
		assertThat(this.here.merge(more)).isEmpty();
		assertThat(this.here.paused()).hasSize(200);
		assertThat(this.here.knows(more)).isFalse();
		assertThat(this.here.knows(this.here.changes())).isTrue();
		this.here.pause(PauseScope.ALL, "alice", NOW);
		assertThat(this.here.paused()).singleElement().returns(1_001L, PauseChange::version);
	}

	@Test
	void whatIsFarAheadIsRefused() {
		List<PauseChange> hostile = List
			.of(new PauseChange(PARTITIONS.get(0), true, "eve", NOW, Long.MAX_VALUE / 2 - 1));
		this.here.pause(PauseScope.ALL, "alice", NOW);
		assertThat(this.here.merge(hostile)).isEmpty();
		assertThat(this.here.knows(hostile)).isFalse();
		this.here.outdate(hostile);
		this.here.resume(PauseScope.ALL, "alice", NOW);
		assertThat(this.here.changes()).singleElement().returns(2L, PauseChange::version);
	}

	@Test
	void whatManyResumesEndedDoesNotComeBack() {
		PauseScope held = new PauseScope("payments", null);
		this.here.pause(held, "alice", NOW);
		PARTITIONS.subList(0, 199).forEach((partition) -> this.here.pause(partition, "alice", NOW));
		this.there.merge(this.here.changes());
		List<PauseChange> old = this.there.changes();
		for (PauseScope partition : PARTITIONS) {
			this.here.pause(partition, "alice", NOW);
			this.here.resume(partition, "bob", NOW);
		}
		assertThat(this.here.changes()).hasSize(201);
		assertThat(this.here.merge(old)).isEmpty();
		assertThat(this.there.merge(this.here.changes())).isNotEmpty();
		assertThat(this.there.paused()).isEqualTo(this.here.paused())
			.singleElement()
			.hasToString("topic payments paused by alice, since 2026-01-01T00:00:00Z");
	}

}
