package io.steadykafka.benchmarks.scenario.lag;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Applications;
import io.steadykafka.benchmarks.process.BrokerProcess;
import io.steadykafka.benchmarks.process.FreePort;
import io.steadykafka.benchmarks.process.GroupsCommand;
import io.steadykafka.benchmarks.process.Side;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.Cluster;
import io.steadykafka.benchmarks.scenario.support.Topic;
import io.steadykafka.benchmarks.sidebyside.ComparisonStats;
import io.steadykafka.benchmarks.sidebyside.Verdict.Kind;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the lag that the starter exports with {@code kafka-consumer-groups
 * --describe} for minutes. They are equal where the command line is right; every other
 * difference has a reason that is verified.
 */
public final class SideBySide implements Scenario {

	private static final Logger logger = LoggerFactory.getLogger(SideBySide.class);

	private static final Duration INTERVAL = Duration.ofMillis(250);

	/**
	 * Topics are described each sixth interval, and a request for one that does not exist
	 * takes a second.
	 */
	static final Duration YOUTH = INTERVAL.multipliedBy(6).plusSeconds(2);

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	/** Retention and compaction in seconds, and transactions on one broker. */
	private static final Map<String, String> BROKER = Map.of("log.retention.check.interval.ms", "1000",
			"log.initial.task.delay.ms", "1000", "log.cleaner.backoff.ms", "1000",
			"transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
			"transaction.state.log.num.partitions", "1");

	private final Duration time;

	private final int seed;

	public SideBySide(int minutes, int seed) {
		this.time = Duration.ofMinutes(minutes);
		this.seed = seed;
	}

	@Override
	public List<Row> run(Rig rig) {
		try (BrokerProcess broker = rig.applications().broker("side-by-side-broker", BROKER);
				Cluster cluster = Cluster.connect(broker.servers());
				TopicLogs logs = new TopicLogs(broker.servers())) {
			SideBySideTopics topics = SideBySideTopics.create(logs);
			Applications applications = rig.applications().on(broker);
			int port = FreePort.find();
			try (ApplicationProcess application = start(applications, topics, port);
					GroupsCommand command = applications.groupsCommand();
					ChangingLoad load = new ChangingLoad(producer(broker, Map.of()));
					TransactionalLoad transactions = new TransactionalLoad(topics.transactional(),
							producer(broker, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "side-by-side",
									ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 300_000)),
							this.seed)) {
				logger.info("The application's log is {}", application.log());
				cluster.awaitMembers(SideBySideTopics.MEMBER, 1, all(topics), START_LIMIT);
				ScrapedLag scraped = new ScrapedLag(URI.create("http://localhost:" + port),
						List.of(SideBySideTopics.MEMBER, SideBySideTopics.WATCHED));
				SideBySideSteps steps = new SideBySideSteps(command, logs, scraped, topics.all(),
						SideBySideTopics.MEMBER, SideBySideTopics.WATCHED);
				int quiet = new SideBySideRun(topics, logs, scraped, steps, load, transactions, this.seed)
					.run(this.time);
				load.pause();
				return rows(steps, quiet, compacted(logs, topics));
			}
		}
	}

	private ApplicationProcess start(Applications applications, SideBySideTopics topics, int port) {
		Map<String, String> properties = new HashMap<>(
				Map.of("benchmark.port", String.valueOf(port), "steady.kafka.lag.interval", INTERVAL.toMillis() + "ms",
						"steady.kafka.lag.groups[0].id", SideBySideTopics.WATCHED, "steady.kafka.health.lag.grace",
						"0s", "steady.kafka.health.lag.recovery-delay", "0s",
						"spring.kafka.consumer.properties.metadata.max.age.ms", "10000"));
		String names = topics.all().stream().map(Topic::name).collect(Collectors.joining(","));
		return applications.start(new Variant("steady", Side.STEADY, properties), names, SideBySideTopics.MEMBER,
				Map.of());
	}

	private static Topic all(SideBySideTopics topics) {
		return new Topic("all", topics.all().stream().mapToInt(Topic::partitions).sum(), 0);
	}

	private static Producer<String, String> producer(BrokerProcess broker, Map<String, Object> more) {
		Map<String, Object> configuration = new HashMap<>(more);
		configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers());
		return new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer());
	}

	private static String compacted(TopicLogs logs, SideBySideTopics topics) {
		long offsets = logs.states(List.of(topics.compacted()))
			.values()
			.stream()
			.mapToLong((log) -> log.high() - log.start())
			.sum();
		return "%,d, %,d".formatted(offsets, logs.records(topics.compacted()));
	}

	private List<Row> rows(SideBySideSteps steps, int quiet, String compacted) {
		String name = "%d minutes beside kafka-consumer-groups, seed %d".formatted(this.time.toMinutes(), this.seed);
		ComparisonStats stats = steps.stats();
		List<Row> rows = new ArrayList<>();
		rows.add(row(name, "steps, of these at quiet points, and those without an answer",
				"%,d, %,d, %,d".formatted(steps.steps(), quiet, steps.silent())));
		rows.add(row(name, "comparisons", number(stats.all())));
		rows.add(row(name, "equal, nothing having moved", number(stats.count(Kind.EQUAL))));
		rows.add(row(name, "between what two calls allow, and how wide that is", number(stats.count(Kind.BETWEEN))
				+ (stats.widths().isEmpty() ? "" : ", " + Samples.of(stats.widths(), (width) -> width).show(0))));
		rows.add(row(name, "numbers of the step before that would not have passed there", stats.describeStale()));
		stats.reasons()
			.forEach((reason, times) -> rows.add(row(name, "explained, of these exactly: " + reason,
					number(times.all()) + ", " + number(times.exact()))));
		rows.add(row(name, "wrong", number(stats.wrong().size())).aim("0", stats.wrong().isEmpty()));
		rows.add(row(name, "compacted topic: offsets, records that are left", compacted));
		return rows;
	}

	private static Row row(String scenario, String measure, String steady) {
		return Row.of(scenario, measure, "–", steady);
	}

	private static String number(int value) {
		return Samples.number(value, 0);
	}

}
