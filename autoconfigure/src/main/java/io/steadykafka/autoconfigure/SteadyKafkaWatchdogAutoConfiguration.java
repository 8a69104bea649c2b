package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.containment.Containment;
import io.steadykafka.delivery.HandOvers;
import io.steadykafka.failure.Failures;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.listener.ContainerStates;
import io.steadykafka.listener.OwnedPartitions;
import io.steadykafka.listener.RestartListener;
import io.steadykafka.watchdog.Watchdog;

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
@ConditionalOnBean(HandOvers.class)
@ConditionalOnSwitch("steady.kafka.watchdog.enabled")
public final class SteadyKafkaWatchdogAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	Watchdog steadyKafkaWatchdog(SteadyKafkaProperties properties, HandOvers handOvers,
			ObjectProvider<Failures> failures, ObjectProvider<LagMonitor> lag, OwnedPartitions owned,
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
