package io.steadykafka.integration.delivery;

import java.lang.reflect.Method;

import io.steadykafka.startup.StartupReport;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.config.MethodKafkaListenerEndpoint;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a listener that is registered while the application runs is managed like
 * others.
 */
class LateRegistrationTests {

	private final Broker broker = Broker.shared();

	@Test
	void aLateListenerIsPreparedBeforeItStarts() throws Exception {
		this.broker.createTopic("late-orders", 2);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=late-orders",
				"group=early")) {
			app.bean(KafkaListenerEndpointRegistry.class)
				.registerListenerContainer(endpoint(app), app.bean(ConcurrentKafkaListenerContainerFactory.class),
						true);
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape()).containsEntry(
						"steady_kafka_lag_records{group=\"late\",partition=\"1\",topic=\"late-orders\"}", 0.0));
			assertThat(app.scrape())
				.containsEntry("steady_kafka_assigned_partitions{group=\"late\",listener=\"late-listener\"}", 2.0)
				.containsKey(
						"steady_kafka_rebalances_total{cause=\"own_start\",group=\"late\",kind=\"assigned\",listener=\"late-listener\"}");
			assertThat(app.bean(StartupReport.class).listeners()).extracting("listener")
				.containsExactly("orders", "late-listener");
			assertThat(app.health("kafkaConsumers", "$.details.listeners.late-listener.reason")).isEqualTo("running");
		}
	}

	private static MethodKafkaListenerEndpoint<Object, Object> endpoint(RunningApp app) throws Exception {
		DefaultMessageHandlerMethodFactory methods = new DefaultMessageHandlerMethodFactory();
		methods.afterPropertiesSet();
		Method method = OrdersApplication.Handler.class.getMethod("handle", String.class);
		MethodKafkaListenerEndpoint<Object, Object> endpoint = new MethodKafkaListenerEndpoint<>();
		endpoint.setId("late-listener");
		endpoint.setGroupId("late");
		endpoint.setTopics("late-orders");
		endpoint.setBean(app.bean(OrdersApplication.Handler.class));
		endpoint.setMethod(method);
		endpoint.setMessageHandlerMethodFactory(methods);
		return endpoint;
	}

}
