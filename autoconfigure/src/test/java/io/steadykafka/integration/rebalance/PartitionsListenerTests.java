package io.steadykafka.integration.rebalance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.PartitionsEvent;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application's {@link PartitionsListener} beans and event listeners are
 * notified, also if one of them throws.
 */
class PartitionsListenerTests {

	private final Broker broker = Broker.shared();

	@Test
	void beansAndEventListenersAreToldInOrderOnTheConsumersThread() {
		this.broker.createTopic("hook-orders", 4);
		try (RunningApp first = start()) {
			Told told = first.bean(Told.class);
			await().untilAsserted(() -> assertThat(told.steps).containsExactly(Step.ASSIGNED));
			int sent = this.broker.send("hook-orders", 4, 5);
			await().untilAsserted(() -> assertThat(first.bean(Handler.class).handled).hasValue(sent));
			try (RunningApp second = start()) {
				await().untilAsserted(() -> assertThat(told.steps).contains(Step.REVOKED_AFTER_COMMIT));
				await().untilAsserted(() -> assertThat(told.rebalances).hasSize(2));
				assertThat(second.bean(Told.class).steps).contains(Step.ASSIGNED);
			}
			assertThat(told.steps.subList(0, 3)).containsExactly(Step.ASSIGNED, Step.REVOKED_BEFORE_COMMIT,
					Step.REVOKED_AFTER_COMMIT);
			assertThat(told.events.subList(0, 3)).isEqualTo(told.steps.subList(0, 3));
			assertThat(told.threads).allMatch((thread) -> thread.contains("orders-0-C-1"));
			assertThat(told.rebalances.get(1).cause()).isEqualTo(Cause.MEMBERS_CHANGED);
			// The bean that throws is called first, each time, and hurts nobody.
			assertThat(first.bean(Throwing.class).calls).hasValueGreaterThanOrEqualTo(3);
			assertThat(first.bean(Containment.class).failures())
				.isEqualTo(first.bean(Throwing.class).calls.get() + told.throwingEvents.get());
		}
	}

	private RunningApp start() {
		return RunningApp.start(HookApplication.class, this.broker.servers());
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HookApplication {

		@Bean
		Handler handler() {
			return new Handler();
		}

		@Bean
		@Order(2)
		Told told() {
			return new Told();
		}

		@Bean
		@Order(1)
		Throwing throwing(Told told) {
			return new Throwing(told);
		}

	}

	static final class Handler {

		private final AtomicInteger handled = new AtomicInteger();

		@KafkaListener(id = "orders", topics = "hook-orders", groupId = "hook")
		void handle(String order) {
			this.handled.incrementAndGet();
		}

	}

	static final class Throwing implements PartitionsListener {

		private final AtomicInteger calls = new AtomicInteger();

		private final Told next;

		Throwing(Told next) {
			this.next = next;
		}

		@Override
		public void assigned(PartitionsEvent event) {
			fail();
		}

		@Override
		public void revokedBeforeCommit(PartitionsEvent event) {
			fail();
		}

		@Override
		public void revokedAfterCommit(PartitionsEvent event) {
			fail();
		}

		private void fail() {
			assertThat(this.next.steps).hasSize(this.calls.getAndIncrement());
			throw new IllegalStateException("expected by the test");
		}

	}

	private record Step(Rebalance.Kind kind, boolean committed) {

		private static final Step ASSIGNED = new Step(Rebalance.Kind.ASSIGNED, false);

		private static final Step REVOKED_BEFORE_COMMIT = new Step(Rebalance.Kind.REVOKED, false);

		private static final Step REVOKED_AFTER_COMMIT = new Step(Rebalance.Kind.REVOKED, true);

		private static Step of(PartitionsEvent event) {
			return new Step(event.kind(), event.committed());
		}

	}

	static final class Told implements PartitionsListener {

		private final List<Step> steps = new CopyOnWriteArrayList<>();

		private final List<Step> events = new CopyOnWriteArrayList<>();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private final List<Rebalance> rebalances = new CopyOnWriteArrayList<>();

		private final AtomicInteger throwingEvents = new AtomicInteger();

		@Override
		public void assigned(PartitionsEvent event) {
			told(event);
		}

		@Override
		public void revokedBeforeCommit(PartitionsEvent event) {
			told(event);
		}

		@Override
		public void revokedAfterCommit(PartitionsEvent event) {
			told(event);
		}

		private void told(PartitionsEvent event) {
			this.steps.add(Step.of(event));
			this.threads.add(Thread.currentThread().getName());
		}

		@EventListener
		void on(PartitionsEvent event) {
			this.events.add(Step.of(event));
			this.throwingEvents.incrementAndGet();
			throw new IllegalStateException("expected by the test");
		}

		@EventListener
		void on(Rebalance rebalance) {
			this.rebalances.add(rebalance);
		}

	}

}
