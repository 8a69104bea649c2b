package io.steadykafka.integration.operations;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.steadykafka.testing.Broker;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A group of three instances under load, whose first 12 partitions are reset.
 */
final class LiveGroup implements AutoCloseable {

	static final int INSTANCES = 3;

	static final int RESET = 12;

	static final int PARTITIONS = 15;

	static final int SHIFT = 2_000;

	private static final int BEFORE = 2_500;

	/**
	 * Records of a partition that may be on their way.
	 */
	private static final int BEHIND = 400;

	private final List<LiveInstance> instances = new ArrayList<>();

	private final Journals journals = new Journals();

	private final String name;

	private final String protocol;

	private final Traffic traffic;

	LiveGroup(String name, String protocol) {
		this.name = name;
		this.protocol = protocol;
		Broker.shared().createTopic(name, PARTITIONS);
		if (protocol.equals("consumer")) {
			Broker.shared()
				.configureGroup(name,
						Map.of("consumer.session.timeout.ms", "6000", "consumer.heartbeat.interval.ms", "500"));
		}
		this.traffic = new Traffic(name, PARTITIONS, BEFORE);
		for (int i = 0; i < INSTANCES; i++) {
			this.instances.add(start());
		}
	}

	private LiveInstance start() {
		return LiveInstance.start(this.name, this.protocol, this.journals);
	}

	LiveInstance instance(int index) {
		return this.instances.get(index);
	}

	Journals journals() {
		return this.journals;
	}

	void kill(int index) {
		this.instances.get(index).process().kill();
	}

	/**
	 * Start another instance in the place of one that was killed.
	 */
	void replace(int index) {
		this.instances.set(index, start());
	}

	/**
	 * Wait until an instance can reset all, and nothing lags: not even partitions whose
	 * owner was killed a moment ago, and that nobody owns yet.
	 * @param others how many other instances it has to know
	 */
	void awaitReady(int operator, int others) {
		long[] ends = IntStream.range(0, PARTITIONS).mapToLong(this.traffic::end).toArray();
		await("all caught up").until(() -> {
			this.journals.read();
			return IntStream.range(0, PARTITIONS)
				.allMatch((index) -> this.traffic.end(index) >= BEFORE && this.journals.next(index) > ends[index]
						&& this.journals.next(index) > this.traffic.end(index) - BEHIND);
		});
		await("all reachable").until(() -> isReady(instance(operator), others));
	}

	private static boolean isReady(LiveInstance operator, int others) {
		try {
			HttpResponse<String> preview = operator.reset(RESET, -SHIFT, true);
			Map<Integer, ResetRow> rows = ResetRow.of(preview.body());
			return preview.body().contains("this one and " + others + " more") && rows.size() == RESET
					&& rows.values().stream().noneMatch((row) -> row.note().contains("can't be reset now"));
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	private static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
	}

	@Override
	public void close() {
		this.instances.forEach((instance) -> instance.process().close());
		this.traffic.close();
	}

}
