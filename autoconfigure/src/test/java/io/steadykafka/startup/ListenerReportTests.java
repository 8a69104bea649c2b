package io.steadykafka.startup;

import java.util.List;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerReport}.
 */
class ListenerReportTests {

	@Test
	void reportIsOneLineASetting() {
		ListenerReport report = new ListenerReport("orders", "shop", List.of("orders"), 3,
				List.of(new Setting("group.protocol", "Classic", Origin.YOURS, ""),
						new Setting("auto.offset.reset", "earliest", Origin.STEADY_KAFKA, ""),
						new Setting("heartbeat.interval.ms", "3000", Origin.KAFKA_DEFAULT, "why")));
		assertThat(report.describe().lines()).containsExactly(
				"Listener 'orders': group 'shop', topics [orders], protocol classic, concurrency 3",
				"  group.protocol        = Classic   yours", "  auto.offset.reset     = earliest  steady-kafka",
				"  heartbeat.interval.ms = 3000      kafka default (why)");
	}

	@Test
	void aListenerWithoutGroupSaysSo() {
		ListenerReport report = new ListenerReport("tail", "", List.of("orders-0"), 1, List.of());
		assertThat(report.describe())
			.isEqualTo("Listener 'tail': group none, topics [orders-0], protocol none, concurrency 1");
	}

}
