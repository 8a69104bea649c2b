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

	private final PauseLedger here = new PauseLedger();

	private final PauseLedger there = new PauseLedger();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void instancesThatKnowTheSameHaveTheSamePauses(long seed) {
		Random random = new Random(seed);
		List<PauseLedger> instances = IntStream.range(0, 4).mapToObj((index) -> new PauseLedger()).toList();
		for (int round = 0; round < 300; round++) {
			for (int step = 0; step < random.nextInt(8); step++) {
				act(instances, random);
			}
			exchange(instances);
			PauseLedger first = instances.get(0);
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
			case 0 -> one.pause(scope, "alice", now);
			case 1 -> one.resume(scope, "bob", now);
			default -> one.merge(instances.get(random.nextInt(instances.size())).changes());
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
	void whatIsKeptIsBounded() {
		for (int i = 0; i < 1_000; i++) {
			this.here.pause(new PauseScope("orders", i), "alice", NOW);
			this.here.resume(new PauseScope("orders", i), "alice", NOW);
		}
		assertThat(this.here.changes()).hasSize(50);
		IntStream.range(0, 200)
			.forEach((partition) -> this.here.pause(new PauseScope("orders", partition), "alice", NOW));
		assertThatIllegalStateException().isThrownBy(() -> this.here.pause(PauseScope.ALL, "alice", NOW))
			.withMessageContaining("200 pauses");
		this.here.merge(List.of(new PauseChange(PauseScope.ALL, true, "bob", NOW, 1_000_000)));
		assertThat(this.here.paused()).hasSize(200);
	}

}
