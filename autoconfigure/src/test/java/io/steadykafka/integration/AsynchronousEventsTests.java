package io.steadykafka.integration;

import java.util.List;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose events are told by other threads than those that they happen on.
 */
class AsynchronousEventsTests {

	private final Broker broker = Broker.shared();

	@Test
	void membersThatEndedAreGone() {
		this.broker.createTopic("async-events", 4);
		try (RunningApp app = RunningApp.start(AsynchronousApplication.class, this.broker.servers(),
				"topic=async-events", "group=async-events", "concurrency=2")) {
			AbstractMessageListenerContainer<?, ?> container = (AbstractMessageListenerContainer<?, ?>) app
				.bean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			assertBalanced(app, container);
			for (int restart = 0; restart < 3; restart++) {
				container.stop();
				container.start();
				assertBalanced(app, container);
			}
		}
	}

	private static void assertBalanced(RunningApp app, AbstractMessageListenerContainer<?, ?> container) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(app.bean(OwnedPartitions.class).perMember(ListenerContainer.of(container)))
				.isEqualTo(List.of(2, 2)));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(OrdersApplication.class)
	static class AsynchronousApplication {

		@Bean
		static ApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(new SimpleAsyncTaskExecutor("events-"));
			return multicaster;
		}

	}

}
