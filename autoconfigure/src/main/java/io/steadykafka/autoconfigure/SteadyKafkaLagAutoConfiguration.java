package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.containment.Containment;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.listener.OwnedPartitions;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that samples lag in the background.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "steady.kafka.lag.enabled", matchIfMissing = true)
public final class SteadyKafkaLagAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	LagMonitor steadyKafkaLagMonitor(OwnedPartitions owned, SteadyKafkaProperties properties, Containment containment) {
		return LagMonitor.create(owned, properties.lag().interval(), Clock.systemUTC(), containment);
	}

}
