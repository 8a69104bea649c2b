package io.steadykafka.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.ListenerOffsets;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.operations.internal.member.OperationsSession;
import io.steadykafka.watchdog.internal.Watchdog;
import io.steadykafka.watchdog.internal.WatchdogInputs;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that finds members that look healthy
 * and do not consume, and restarts them.
 */
@AutoConfiguration(after = { SteadyKafkaDeliveryAutoConfiguration.class, SteadyKafkaFailureAutoConfiguration.class,
		SteadyKafkaLagAutoConfiguration.class })
@ConditionalOnBean(RecordDelivery.class)
@ConditionalOnSwitch("steady.kafka.watchdog.enabled")
public final class SteadyKafkaWatchdogAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	Watchdog steadyKafkaWatchdog(SteadyKafkaProperties properties, RecordDelivery delivery,
			ObjectProvider<RecordFailures> failures, ObjectProvider<LagMonitor> lag, OwnedPartitions owned,
			ContainerStates states, ObjectProvider<OperationsSession> operations,
			ObjectProvider<RestartListener> restartListeners, Containment containment) {
		LagMonitor monitor = lag.getIfAvailable();
		RecordFailures failing = failures.getIfAvailable();
		WatchdogInputs inputs = new WatchdogInputs(
				new ListenerOffsets((monitor != null) ? monitor::groups : List::of, owned)::last,
				work(delivery, ListenerWork::inFlightPartitions, Set.of()),
				(listener) -> heldBack(failing, operations.getIfAvailable(), owned, listener),
				work(delivery, ListenerWork::oldestInFlight, Duration.ZERO),
				work(delivery, ListenerWork::commitsFailFor, Duration.ZERO),
				work(delivery, ListenerWork::failed, 0L)::apply,
				(listener) -> (delivery.work(listener).isPresent()) ? states.members(listener) : List.of(),
				() -> restartListeners.orderedStream().toList());
		Watchdog watchdog = new Watchdog(properties.watchdog().options(), inputs, System::nanoTime, Clock.systemUTC(),
				containment);
		if (monitor != null) {
			monitor.onSample(watchdog::sampled);
		}
		return watchdog;
	}

	private static Set<TopicPartition> heldBack(@Nullable RecordFailures failures,
			@Nullable OperationsSession operations, OwnedPartitions owned, ListenerContainer listener) {
		Set<TopicPartition> heldBack = new HashSet<>();
		if (failures != null) {
			failures.failing(listener).forEach((record) -> heldBack.add(record.partition()));
		}
		if (operations != null) {
			heldBack.addAll(operations.heldBack(listener, owned.of(listener)));
		}
		return heldBack;
	}

	private static <T> Function<ListenerContainer, T> work(RecordDelivery delivery, Function<ListenerWork, T> value,
			T otherwise) {
		return (listener) -> delivery.work(listener).map(value).orElse(otherwise);
	}

}
