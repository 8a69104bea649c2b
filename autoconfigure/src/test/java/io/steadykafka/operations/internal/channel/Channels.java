package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.reset.ResetHistory;
import io.steadykafka.operations.internal.reset.ResetRecords;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * Channels of several instances in this JVM.
 */
final class Channels implements AutoCloseable {

	static final Duration INTERVAL = Duration.ofMillis(500);

	private final List<OperationsChannel> open = new ArrayList<>();

	private final Map<String, Object> config;

	private final String topic;

	Channels(Map<String, Object> config, String topic) {
		this.config = new HashMap<>(config);
		this.topic = topic;
	}

	OperationsChannel start(String name) {
		return start(name, true, (command) -> Map.of("name", name, "command", command));
	}

	OperationsChannel start(String name, boolean acceptRemote,
			Function<Map<String, Object>, Map<String, Object>> commands) {
		return start(name, acceptRemote, commands, new ResetHistory(() -> {
		}));
	}

	/**
	 * Starts an instance with a listener of the group "group".
	 */
	OperationsChannel start(String name, boolean acceptRemote,
			Function<Map<String, Object>, Map<String, Object>> commands, ResetHistory history) {
		OperationsChannel channel = prepare(name, acceptRemote, commands, history);
		channel.start();
		return channel;
	}

	OperationsChannel prepare(String name) {
		return prepare(name, new ResetHistory(() -> {
		}));
	}

	OperationsChannel prepare(String name, ResetHistory history) {
		return prepare(name, true, (command) -> Map.of(), history);
	}

	private OperationsChannel prepare(String name, boolean acceptRemote,
			Function<Map<String, Object>, Map<String, Object>> commands, ResetHistory history) {
		InstanceIdentity self = InstanceIdentity.here(name);
		OperationsChannel channel = new OperationsChannel(new ChannelOptions(this.topic, INTERVAL, acceptRemote),
				this.config, self, () -> Map.of("says", "I am " + name), commands,
				new ResetRecords(history, "group"::equals, self.id(), Clock.systemUTC()), Clock.systemUTC(),
				new Containment());
		this.open.add(channel);
		return channel;
	}

	static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
	}

	@Override
	public void close() {
		this.open.forEach(OperationsChannel::close);
	}

}
