package io.steadykafka.integration.lag;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the lag with {@code kafka-consumer-groups --describe}, on every partition.
 */
class LagAgainstCommandLineTests {

	private static final int PARTITIONS = 6;

	private final Broker broker = Broker.shared();

	@Test
	void lagIsTheSameWhileIdleAndWhileAHandlerIsHeldUp() {
		this.broker.createTopic("cli-orders", PARTITIONS);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=cli-orders",
				"group=cli", "concurrency=2")) {
			Gate gate = app.bean(Gate.class);
			// A member held up in its handler would keep the other from its partitions.
			Awaitility.await().untilAsserted(() -> assertThat(app.membersPartitions("orders")).containsExactly(3, 3));
			int sent = this.broker.send("cli-orders", PARTITIONS, 5);
			Awaitility.await().untilAsserted(() -> assertThat(gate.passed()).isEqualTo(sent));
			Map<Integer, Long> idle = eventuallyEqual(app);
			assertThat(idle).hasSize(PARTITIONS).allSatisfy((partition, lag) -> assertThat(lag).isZero());

			gate.close();
			this.broker.send("cli-orders", PARTITIONS, 10);
			Map<Integer, Long> heldUp = eventuallyEqual(app);
			assertThat(heldUp).hasSize(PARTITIONS)
				.allSatisfy((partition, lag) -> assertThat(lag).isEqualTo(10 + partition));

			gate.open();
			Awaitility.await().untilAsserted(() -> assertThat(eventuallyEqual(app).values()).containsOnly(0L));
		}
	}

	private Map<Integer, Long> eventuallyEqual(RunningApp app) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(ours(app)).hasSize(PARTITIONS).isEqualTo(commandLine()));
		return ours(app);
	}

	private static Map<Integer, Long> ours(RunningApp app) {
		Map<Integer, Long> lag = new TreeMap<>();
		app.scrape().forEach((series, value) -> {
			if (series.startsWith("steady_kafka_lag_records{")) {
				assertThat(series).contains("group=\"cli\"", "topic=\"cli-orders\"");
				lag.put(Integer.valueOf(series.replaceAll(".*partition=\"(\\d+)\".*", "$1")), value.longValue());
			}
		});
		return lag;
	}

	private Map<Integer, Long> commandLine() {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream before = System.out;
		System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
		try {
			ConsumerGroupCommand
				.main(new String[] { "--bootstrap-server", this.broker.servers(), "--describe", "--group", "cli" });
		}
		finally {
			System.setOut(before);
		}
		Map<Integer, Long> lag = new TreeMap<>();
		// GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG ...
		output.toString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns.length > 5 && columns[1].equals("cli-orders") && !columns[5].equals("-"))
			.forEach((columns) -> lag.put(Integer.valueOf(columns[2]), Long.valueOf(columns[5])));
		return lag;
	}

}
