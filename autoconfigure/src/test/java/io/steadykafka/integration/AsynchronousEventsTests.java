package io.steadykafka.integration;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.common.TopicPartition;
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

	@Test
	void membersAreReset() {
		this.broker.createTopic("async-reset", 4);
		this.broker.send("async-reset", 4, 10);
		try (RunningApp app = RunningApp.start(AsynchronousApplication.class, this.broker.servers(),
				"topic=async-reset", "group=async-reset", "concurrency=2",
				"spring.kafka.consumer.auto-offset-reset=earliest")) {
			Map<TopicPartition, Long> ends = awaitCommitted("async-reset", 4);
			OffsetReset reset = app.bean(OffsetResets.class)
				.execute(new ResetRequest("async-reset", "async-reset", Set.of(), Target.TO_EARLIEST, null, false,
						"test"));
			assertThat(reset.executed()).isTrue();
			assertThat(reset.partitions()).hasSize(4).allMatch(PartitionReset::done);
			assertThat(awaitCommitted("async-reset", 4)).isEqualTo(ends);
		}
	}

	private Map<TopicPartition, Long> awaitCommitted(String group, int partitions) {
		return Awaitility.await()
			.until(() -> Offsets.committed(this.broker.servers(), group), (committed) -> committed.size() == partitions
					&& committed.values().stream().allMatch((offset) -> offset >= 10));
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
