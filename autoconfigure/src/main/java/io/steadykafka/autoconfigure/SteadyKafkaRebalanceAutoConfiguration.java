package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.rebalance.Rebalances;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts rebalances.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "steady.kafka.rebalance.enabled", matchIfMissing = true)
public final class SteadyKafkaRebalanceAutoConfiguration {

	@Bean
	Rebalances steadyKafkaRebalances() {
		return Rebalances.count(Clock.systemUTC());
	}

}
