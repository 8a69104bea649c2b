package io.steadykafka.benchmarks.scenario.churn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.steadykafka.benchmarks.brokerlog.Outage;
import io.steadykafka.benchmarks.scenario.churn.ChurnPlan.Action;
import io.steadykafka.benchmarks.scenario.churn.ChurnPlan.Step;
import io.steadykafka.benchmarks.scenario.churn.Disruptions.Disruption;
import io.steadykafka.benchmarks.scenario.support.ScrapedMeter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChurnTests {

	private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

	private final Disruptions disruptions = new Disruptions();

	private final HealthStats stats = new HealthStats(this.disruptions);

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
		this.disruptions.add(killed("member-1"));
		say("member-0", 5, "kafkaConsumers DOWN {a=b}");
		assertThat(this.stats.falseAlarms()).isOne();
		assertThat(this.stats.lines()).singleElement().asString().contains("FALSE ALARM", "nothing was done", "{a=b}");
	}

	@Test
	void alarmOfAMemberThatWasJustDisturbedIsNot() {
		this.disruptions.add(killed("member-1"));
		say("member-1", 20, "kafkaConsumers DEGRADED {}");
		assertThat(this.stats.falseAlarms()).isZero();
		assertThat(this.stats.notUp("kafkaConsumers")).isOne();
		say("member-1", 100, "kafkaConsumers DEGRADED {}");
		assertThat(this.stats.falseAlarms()).isOne();
	}

	@Test
	void otherIndicatorsAndGoodAnswersRaiseNoAlarm() {
		say("member-0", 1, "diskSpace DOWN {}\nkafkaConsumers UP {}\nkafkaRebalance DEGRADED {reason=many}");
		this.stats.addSilence();
		assertThat(this.stats.falseAlarms()).isZero();
		assertThat(this.stats.notUp("kafkaRebalance")).isOne();
		assertThat(this.stats.notUp("kafkaConsumers")).isZero();
		assertThat(this.stats.answers()).isOne();
		assertThat(this.stats.unanswered()).isOne();
		assertThat(this.stats.lines()).singleElement().asString().contains("{reason=many}");
	}

	@Test
	void onlyTheSilentAreOut() {
		this.disruptions.add(killed("member-1"));
		this.disruptions.add(new Disruption("member-2", "member-2#0", "slow", START, START.plusSeconds(9), false));
		assertThat(this.disruptions.outages()).containsExactly(new Outage("member-1#0", START, START.plusSeconds(6)));
	}

	@Test
	void meterIsSummedOverItsTags() {
		String body = "# TYPE a_total counter\na_total{x=\"1\"} 2.0\na_total{x=\"2\"} 3.0\na_total_b 9.0\n";
		assertThat(ScrapedMeter.sum("a_total", body)).isEqualTo(5);
		assertThat(ScrapedMeter.sum("b_total", body)).isZero();
	}

	private void say(String instance, int second, String health) {
		this.stats.add(instance, START.plusSeconds(second), IndicatorStatus.parse(health));
	}

	private static Disruption killed(String instance) {
		return new Disruption(instance, instance + "#0", "killed", START, START.plusSeconds(6), true);
	}

	private static List<Step> steps(int seed) {
		ChurnPlan plan = new ChurnPlan(seed, 3);
		return Stream.generate(plan::next).limit(100).toList();
	}

}
