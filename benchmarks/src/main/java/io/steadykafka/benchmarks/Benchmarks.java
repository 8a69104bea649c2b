package io.steadykafka.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.benchmarks.process.Applications;
import io.steadykafka.benchmarks.process.BrokerProcess;
import io.steadykafka.benchmarks.process.ClassPaths;
import io.steadykafka.benchmarks.report.Machine;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Table;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.churn.Churn;
import io.steadykafka.benchmarks.scenario.delivery.Backlog;
import io.steadykafka.benchmarks.scenario.delivery.Redo;
import io.steadykafka.benchmarks.scenario.delivery.SlowHandler;
import io.steadykafka.benchmarks.scenario.failure.FailingRecord;
import io.steadykafka.benchmarks.scenario.lag.LagSampling;
import io.steadykafka.benchmarks.scenario.lag.SideBySide;
import io.steadykafka.benchmarks.scenario.rebalance.ConsoleViewer;
import io.steadykafka.benchmarks.scenario.rebalance.CrashRestart;
import io.steadykafka.benchmarks.scenario.rebalance.LiveReset;
import io.steadykafka.benchmarks.scenario.rebalance.RollingRestart;
import io.steadykafka.benchmarks.scenario.rebalance.ScaleOut;
import io.steadykafka.benchmarks.scenario.support.Cluster;
import io.steadykafka.benchmarks.scenario.throughput.AsyncListener;
import io.steadykafka.benchmarks.scenario.throughput.CommitModes;
import io.steadykafka.benchmarks.scenario.throughput.Throughput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Runs the scenarios against a broker in a process of its own, prints the table and
 * writes it beside the jar.
 */
public final class Benchmarks {

	/** These take their minutes, so they have to be asked for. */
	private static final Set<String> LONG = Set.of("churn", "side-by-side");

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws IOException, URISyntaxException {
		System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
		try {
			Options options = Options.parse(arguments);
			run(options, scenarios(options));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
	}

	private static void run(Options options, Map<String, Scenario> scenarios) throws IOException, URISyntaxException {
		Path jar = Path.of(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path target = jar.resolveSibling("").toAbsolutePath();
		List<String> lines = run(scenarios, target).markdown(Machine.describe() + ", " + options.describe());
		Files.write(target.resolve("benchmarks.md"), lines);
		lines.forEach(System.out::println);
	}

	private static Map<String, Scenario> scenarios(Options options) {
		Map<String, Scenario> scenarios = new LinkedHashMap<>();
		scenarios.put("throughput", new Throughput(options.records(), options.runs()));
		scenarios.put("commit-modes", new CommitModes(options.records(), options.runs()));
		scenarios.put("redo", new Redo(options.kills()));
		scenarios.put("later", new AsyncListener(options.runs(), options.kills()));
		scenarios.put("backlog", new Backlog());
		scenarios.put("slow-handler", new SlowHandler(options.limit()));
		scenarios.put("failing-record", new FailingRecord(options.runs()));
		scenarios.put("crash-restart", new CrashRestart(options.runs()));
		scenarios.put("scale-out", new ScaleOut(options.runs()));
		scenarios.put("rolling-restart", new RollingRestart(options.runs()));
		scenarios.put("live-reset", new LiveReset(options.runs()));
		scenarios.put("console", new ConsoleViewer(options.runs()));
		scenarios.put("lag-sampling", new LagSampling(1_000, 10_000));
		scenarios.put("side-by-side", new SideBySide(options.minutes(), options.seed()));
		scenarios.put("churn", new Churn(options.minutes(), options.seed(), options.protocol()));
		if (!scenarios.keySet().containsAll(options.scenarios())) {
			throw new IllegalArgumentException(
					"Scenarios are " + scenarios.keySet() + ", not " + options.scenarios() + ". Use: " + Options.USAGE);
		}
		if (!options.scenarios().isEmpty()) {
			scenarios.keySet().retainAll(options.scenarios());
		}
		else {
			scenarios.keySet().removeAll(LONG);
		}
		return scenarios;
	}

	private static Table run(Map<String, Scenario> scenarios, Path target) throws IOException {
		ClassPaths classPaths = new ClassPaths(target);
		Path output = target.resolve("runs");
		FileSystemUtils.deleteRecursively(output);
		Files.createDirectories(output);
		Table table = new Table();
		try (BrokerProcess broker = BrokerProcess.start(classPaths, output, "broker", Map.of());
				Cluster cluster = Cluster.connect(broker.servers())) {
			Rig rig = new Rig(cluster, new Applications(classPaths, output, broker.servers()), broker.log());
			scenarios.forEach((name, scenario) -> table.add(run(name, scenario, rig)));
		}
		return table;
	}

	private static List<Row> run(String name, Scenario scenario, Rig rig) {
		Logger logger = LoggerFactory.getLogger(Benchmarks.class);
		logger.info("{}", name);
		try {
			return scenario.run(rig);
		}
		catch (RuntimeException ex) {
			// The others can still be run.
			logger.error("{} failed", name, ex);
			return List.of(Row.failed(name, String.valueOf(ex.getMessage())));
		}
	}

}
