package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.steadykafka.benchmarks.brokerlog.Outage;
import io.steadykafka.benchmarks.scenario.ChurnPlan.Action;
import io.steadykafka.benchmarks.scenario.ChurnPlan.Step;
import io.steadykafka.benchmarks.scenario.Disturbances.Disturbance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChurnTests {

	private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

	private final Disturbances disturbances = new Disturbances();

	private final HealthTally tally = new HealthTally(this.disturbances);

	@Test
	void planIsTheSameForTheSameSeedAndHasEverything() {
		List<Step> steps = steps(7);
		assertThat(steps).isEqualTo(steps(7)).isNotEqualTo(steps(8));
		assertThat(steps).extracting(Step::action).contains(Action.values());
		assertThat(steps).extracting(Step::member).containsOnly(0, 1, 2);
		assertThat(steps).allMatch((step) -> step.time().compareTo(Duration.ofSeconds(25)) < 0);
	}

	@Test
	void alarmOfAMemberToWhichNothingWasDoneIsFalse() {
		this.disturbances.add(killed("member-1"));
		say("member-0", 5, "kafkaConsumers DOWN {a=b}");
		assertThat(this.tally.falseAlarms()).isOne();
		assertThat(this.tally.lines()).singleElement().asString().contains("FALSE ALARM", "nothing was done", "{a=b}");
	}

	@Test
	void alarmOfAMemberThatWasJustDisturbedIsNot() {
		this.disturbances.add(killed("member-1"));
		say("member-1", 20, "kafkaConsumers DEGRADED {}");
		assertThat(this.tally.falseAlarms()).isZero();
		assertThat(this.tally.notUp("kafkaConsumers")).isOne();
		say("member-1", 100, "kafkaConsumers DEGRADED {}");
		assertThat(this.tally.falseAlarms()).isOne();
	}

	@Test
	void otherIndicatorsAndGoodAnswersRaiseNoAlarm() {
		say("member-0", 1, "diskSpace DOWN {}\nkafkaConsumers UP {}\nkafkaRebalance DEGRADED {reason=many}");
		this.tally.addSilence();
		assertThat(this.tally.falseAlarms()).isZero();
		assertThat(this.tally.notUp("kafkaRebalance")).isOne();
		assertThat(this.tally.notUp("kafkaConsumers")).isZero();
		assertThat(this.tally.answers()).isOne();
		assertThat(this.tally.unanswered()).isOne();
		assertThat(this.tally.lines()).singleElement().asString().contains("{reason=many}");
	}

	@Test
	void onlyTheSilentAreOut() {
		this.disturbances.add(killed("member-1"));
		this.disturbances.add(new Disturbance("member-2", "member-2#0", "slow", START, START.plusSeconds(9), false));
		assertThat(this.disturbances.outages()).containsExactly(new Outage("member-1#0", START, START.plusSeconds(6)));
	}

	@Test
	void meterIsSummedOverItsTags() {
		String body = "# TYPE a_total counter\na_total{x=\"1\"} 2.0\na_total{x=\"2\"} 3.0\na_total_b 9.0\n";
		assertThat(ScrapedMeter.sum("a_total", body)).isEqualTo(5);
		assertThat(ScrapedMeter.sum("b_total", body)).isZero();
	}

	private void say(String instance, int second, String health) {
		this.tally.add(instance, START.plusSeconds(second), HealthAnswer.parse(health));
	}

	private static Disturbance killed(String instance) {
		return new Disturbance(instance, instance + "#0", "killed", START, START.plusSeconds(6), true);
	}

	private static List<Step> steps(int seed) {
		ChurnPlan plan = new ChurnPlan(seed, 3);
		return Stream.generate(plan::next).limit(100).toList();
	}

}
