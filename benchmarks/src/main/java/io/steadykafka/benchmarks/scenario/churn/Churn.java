package io.steadykafka.benchmarks.scenario.churn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.process.Side;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.rebalance.GroupVariants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disrupts the members of a group for an hour: they are stopped, killed, frozen, slowed
 * down and joined at random. No record may be lost, undisturbed members have to be
 * healthy, and their record of rebalances has to agree with the broker's log.
 */
public final class Churn implements Scenario {

	private static final Logger logger = LoggerFactory.getLogger(Churn.class);

	/** The shortest session that brokers allow, so that what is dead is gone soon. */
	private static final Variant CLASSIC = new Variant("steady", Side.STEADY,
			Map.of("spring.kafka.consumer.properties.session.timeout.ms", "6000"));

	private static final Duration CLASSIC_SESSION = Duration.ofSeconds(6);

	/** The broker's, which is the shortest that it allows. */
	private static final Duration CONSUMER_SESSION = Duration.ofSeconds(45);

	private final Duration time;

	private final int seed;

	private final boolean consumerProtocol;

	public Churn(int minutes, int seed, String protocol) {
		this.time = Duration.ofMinutes(minutes);
		this.seed = seed;
		this.consumerProtocol = protocol.equals("consumer");
	}

	@Override
	public List<Row> run(Rig rig) {
		Variant variant = (this.consumerProtocol) ? GroupVariants.CONSUMER : CLASSIC;
		Duration session = (this.consumerProtocol) ? CONSUMER_SESSION : CLASSIC_SESSION;
		try (ChurnRun run = new ChurnRun(rig, variant, session)) {
			logger.info("{} minutes with seed {}", this.time.toMinutes(), this.seed);
			ChurnOutcome outcome = run.run(this.seed, this.time);
			write(outcome, rig.brokerLog().resolveSibling("churn.txt"));
			return outcome.rows("%d minutes of churn, 3 to 4 members, %s protocol, seed %d"
				.formatted(this.time.toMinutes(), (this.consumerProtocol) ? "consumer" : "classic", this.seed));
		}
	}

	private static void write(ChurnOutcome outcome, Path file) {
		List<String> lines = new ArrayList<>(List.of("Answers that were not UP:"));
		lines.addAll(outcome.health().lines());
		lines.add("The broker's log beside callbacks: " + outcome.journals());
		lines.add("The broker's log beside the record of rebalances: " + outcome.records());
		try {
			Files.write(file, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		logger.info("Every answer that was not UP and every generation are in {}", file);
	}

}
