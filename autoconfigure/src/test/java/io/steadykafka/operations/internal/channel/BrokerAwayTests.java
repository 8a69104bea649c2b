package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.steadykafka.testing.BrokerProcess;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a broker that goes away and comes back.
 */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("try")
class BrokerAwayTests {

	@Test
	void anInstanceIsAloneWhileTheBrokerIsAway(CapturedOutput output) throws Exception {
		try (BrokerProcess broker = new BrokerProcess();
				Channels channels = new Channels(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers()),
						"ops")) {
			OperationsChannel a = channels.start("a");
			Channels.await(() -> assertThat(output.getAll()).contains("Operations concern this instance only"));
			broker.start();
			Channels.await(() -> assertThat(a.problem()).isNull());
			OperationsChannel b = channels.start("b");
			Channels.await(() -> assertThat(a.others()).containsKey(b.self().id()));
			Channels.await(() -> assertThat(b.others()).containsKey(a.self().id()));

			broker.kill();
			Channels.await(() -> assertThat(a.problem()).isNotNull());
			Channels.await(() -> assertThat(a.others().get(b.self().id()).stale()).isTrue());
			assertThat(a.send(Map.of(), Set.of(b.self().id()), Duration.ofMillis(500)).get()).isEmpty();
			int told = occurrences(output, "Operations concern this instance only");

			broker.start();
			Channels.await(() -> assertThat(a.problem()).isNull());
			Channels.await(() -> assertThat(a.others().get(b.self().id()).stale()).isFalse());
			assertThat(a.send(Map.of(), Set.of(b.self().id()), Duration.ofSeconds(20)).get())
				.containsOnlyKeys(b.self().id());
			// Twice a, and b.
			assertThat(told).isLessThanOrEqualTo(3);
			assertThat(output.getAll()).contains("through topic 'ops' again");
			assertEndsSoon(broker, channels);
		}
	}

	private static void assertEndsSoon(BrokerProcess broker, Channels channels) {
		broker.kill();
		long start = System.nanoTime();
		channels.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch(
				(thread) -> thread.isAlive() && thread.getName().matches("steady-kafka-instance-[ab]-(reader|writer)"));
	}

	private static int occurrences(CapturedOutput output, String text) {
		return output.getAll().split(text, -1).length - 1;
	}

}
