package io.steadykafka.integration;

import java.util.List;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.ResolvableType;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application whose event multicaster publishes events on other threads.
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

	/**
	 * By their order they tell what a member owns, and some tell by their thread which
	 * member it is.
	 */
	@Test
	void theStarterReceivesKafkasEventsOnTheThreadThatPublishesThem() {
		this.broker.createTopic("async-beans", 1);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=async-beans",
				"group=async-beans")) {
			List<ApplicationListener<?>> ours = app.beans(ApplicationListener.class)
				.stream()
				.filter((listener) -> listener.getClass().getName().startsWith("io.steadykafka."))
				.filter((listener) -> ResolvableType.forClass(KafkaEvent.class)
					.isAssignableFrom(
							ResolvableType.forClass(ApplicationListener.class, listener.getClass()).getGeneric()))
				.<ApplicationListener<?>>map((listener) -> listener)
				.toList();
			assertThat(ours).hasSize(1).noneMatch(ApplicationListener::supportsAsyncExecution);
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
