package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.autoconfigure.internal.WatchdogSurroundings;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.watchdog.internal.Watchdog;

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
	Watchdog steadyKafkaWatchdog(SteadyKafkaProperties properties, RecordDelivery handOvers,
			ObjectProvider<RecordFailures> failures, ObjectProvider<LagMonitor> lag, OwnedPartitions owned,
			ContainerStates states, ObjectProvider<RestartListener> restartListeners, Containment containment) {
		LagMonitor monitor = lag.getIfAvailable();
		WatchdogSurroundings surroundings = new WatchdogSurroundings(handOvers, failures.getIfAvailable(), monitor,
				owned, states);
		Watchdog watchdog = Watchdog.create(properties.watchdog().options(),
				surroundings.with(() -> restartListeners.orderedStream().toList()), System::nanoTime, Clock.systemUTC(),
				containment);
		if (monitor != null) {
			monitor.onSample(watchdog::sampled);
		}
		return watchdog;
	}

}
