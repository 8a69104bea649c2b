package io.steadykafka.metrics.internal.client;

import java.util.Map;
import java.util.Set;

import io.steadykafka.metrics.internal.client.ClientMetricChoice.Level;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientMetricChoiceTests {

	private static final Map<String, String> MEMBER = Map.of("client-id", "c");

	private static final Map<String, String> TOPIC = Map.of("client-id", "c", "topic", "orders");

	private static final Map<String, String> PARTITION = Map.of("client-id", "c", "topic", "orders", "partition", "0");

	private static final Map<String, String> NODE = Map.of("client-id", "c", "node-id", "node-1");

	private final ClientMetricChoice few = new ClientMetricChoice(false);

	private final ClientMetricChoice all = new ClientMetricChoice(true);

	@Test
	void whatPeopleLookAtIsThereByItself() {
		assertThat(this.few.levelOf(metric("records-lag-max", MEMBER))).contains(Level.MEMBER);
		assertThat(this.few.levelOf(metric("records-lag", PARTITION))).contains(Level.PARTITION);
		assertThat(this.few.levelOf(metric("records-lag-max", PARTITION))).isEmpty();
		assertThat(this.few.levelOf(metric("request-size-avg", MEMBER))).isEmpty();
		assertThat(this.few.levelOf(metric("fetch-size-avg", TOPIC))).isEmpty();
		assertThat(this.few.levelOf(metric("request-rate", NODE))).isEmpty();
	}

	@Test
	void allOfAConsumerAreThereOnRequest() {
		assertThat(this.all.levelOf(metric("records-lag-max", PARTITION))).contains(Level.PARTITION);
		assertThat(this.all.levelOf(metric("fetch-size-avg", TOPIC))).contains(Level.TOPIC);
		assertThat(this.all.levelOf(metric("request-rate", NODE))).contains(Level.NODE);
		assertThat(this.all.levelOf(metric("request-rate", MEMBER))).contains(Level.MEMBER);
	}

	@Test
	void whatIsNotOfAConsumerOrHasUnknownTagsIsLeftOut() {
		assertThat(this.all.levelOf(new MetricName("version", "app-info", "", MEMBER))).isEmpty();
		assertThat(this.all.levelOf(new MetricName("record-send-rate", "producer-metrics", "", MEMBER))).isEmpty();
		assertThat(this.all.levelOf(metric("connections", Map.of("client-id", "c", "cipher", "x", "protocol", "y"))))
			.isEmpty();
	}

	@Test
	void kafkasRepetitionsOfTopicsWithDotsAreKnown() {
		assertThat(ClientMetricChoice.repeatedTopics(Set.of(metric("records-lag", topic("shop.orders")),
				metric("records-lag", topic("shop_orders")), metric("records-lag", topic("other_orders")))))
			.containsOnly("shop_orders");
	}

	private static Map<String, String> topic(String topic) {
		return Map.of("client-id", "c", "topic", topic, "partition", "0");
	}

	private static MetricName metric(String name, Map<String, String> tags) {
		return new MetricName(name, "consumer-fetch-manager-metrics", "", tags);
	}

}
