package io.steadykafka.sample.console;

import java.time.Duration;

import io.steadykafka.sample.SampleProcess;

import static org.awaitility.Awaitility.await;

/**
 * Two instances of the packaged sample on one broker, without traffic of their own. The
 * first one may be operated, the second one only shows.
 */
final class TwoInstances implements AutoCloseable {

	static final String GROUP = "order-processors";

	private static final Duration START = Duration.ofMinutes(3);

	private static final String[] SETTINGS = { "--sample.traffic.enabled=false",
			"--steady.kafka.failure.backoff.max-attempts=2",
			// A blocked record waits for the person.
			"--steady.kafka.failure.backoff.max-interval=10m", "--steady.kafka.lag.trend-window=20s",
			"--steady.kafka.operations.show-values=true" };

	private final SampleProcess first;

	private final SampleProcess second;

	private final Cluster cluster;

	private TwoInstances(SampleProcess first, SampleProcess second, Cluster cluster) {
		this.first = first;
		this.second = second;
		this.cluster = cluster;
	}

	static TwoInstances start() throws Exception {
		int broker = SampleProcess.freePort();
		SampleProcess first = start("console-first", "--sample.broker.port=" + broker);
		awaitStart(first);
		SampleProcess second = start("console-second", "--spring.kafka.bootstrap-servers=localhost:" + broker,
				"--management.endpoint.kafkagroups.access=read-only");
		TwoInstances instances = new TwoInstances(first, second, new Cluster(broker));
		awaitStart(second);
		await("instances that know of each other").atMost(START)
			.ignoreExceptions()
			.until(() -> first.get("/actuator/kafkagroups/" + GROUP).contains("this one and 1 more")
					&& instances.cluster.members(GROUP) == 6 && instances.cluster.members("audit") == 2);
		return instances;
	}

	private static SampleProcess start(String name, String... more) throws Exception {
		String[] settings = new String[SETTINGS.length + more.length];
		System.arraycopy(SETTINGS, 0, settings, 0, SETTINGS.length);
		System.arraycopy(more, 0, settings, SETTINGS.length, more.length);
		return SampleProcess.start(name, SampleProcess.freePort(), settings);
	}

	private static void awaitStart(SampleProcess instance) {
		await("health. " + instance.log()).atMost(START)
			.ignoreExceptions()
			.until(() -> instance.get("/actuator/health").contains("UP"));
	}

	SampleProcess first() {
		return this.first;
	}

	SampleProcess second() {
		return this.second;
	}

	Cluster cluster() {
		return this.cluster;
	}

	/**
	 * Throws the switches of the handler of orders, on both.
	 */
	void handler(String switches) throws Exception {
		this.first.post("/switches?" + switches);
		this.second.post("/switches?" + switches);
	}

	@Override
	public void close() {
		this.cluster.close();
		this.second.close();
		this.first.close();
	}

}
