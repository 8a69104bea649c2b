package io.steadykafka.benchmarks.scenario.churn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.brokerlog.GenerationComparison;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;

/**
 * The result of a {@link ChurnRun}.
 *
 * @param actions how often what was done
 * @param produced how many records there were
 * @param lost how many of them nobody handled
 * @param redone how many were handled again
 * @param health what members said about their health
 * @param journals the broker's log beside what callbacks in members were told
 * @param records the broker's log beside the starter's own record of rebalances
 * @param meters the rebalances that each of the last members counted
 */
record ChurnOutcome(Map<ChurnPlan.Action, Integer> actions, int produced, int lost, int redone, HealthStats health,
		GenerationComparison journals, GenerationComparison records, Map<String, Double> meters) {

	List<Row> rows(String name) {
		List<Row> rows = new ArrayList<>();
		rows.add(row(name, "what was done", this.actions.toString()));
		rows.add(row(name, "records, redone", number(this.produced) + ", " + number(this.redone)));
		rows.add(row(name, "records lost", number(this.lost)).aim("0", this.lost == 0));
		rows.add(row(name, "answers of health, and none",
				number(this.health.answers()) + ", " + number(this.health.unanswered())));
		rows.add(row(name, "false alarms of kafkaConsumers", number(this.health.falseAlarms())).aim("0",
				this.health.falseAlarms() == 0));
		for (String indicator : List.of("kafkaConsumers", "kafkaLag", "kafkaRebalance")) {
			rows.add(row(name, "answers of " + indicator + " that were not UP", number(this.health.notUp(indicator))));
		}
		rows.add(row(name, "generations in the broker's log beside callbacks", describe(this.journals)).aim("agree",
				this.journals.agrees()));
		rows.add(row(name, "generations in the broker's log beside the record of rebalances", describe(this.records))
			.aim("agree", this.records.agrees()));
		rows.add(row(name, "steady_kafka_rebalances_total of the last members", this.meters.toString()));
		return rows;
	}

	private static Row row(String name, String measure, String steady) {
		return Row.of(name, measure, "–", steady);
	}

	private static String number(int value) {
		return Samples.number(value, 0);
	}

	private static String describe(GenerationComparison comparison) {
		return "%d agree, %d that a member may have missed, %d named by no member, %d not by all, %d unknown to the broker"
			.formatted(comparison.agreed().size(), comparison.untold().size(), comparison.unseen().size(),
					comparison.partly().size(), comparison.unknown().size());
	}

}
