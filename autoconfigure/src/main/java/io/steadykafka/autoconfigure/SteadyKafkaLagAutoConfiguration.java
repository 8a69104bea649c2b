package io.steadykafka.autoconfigure;

import java.time.Clock;
import java.util.Map;

import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that samples lag in the background.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnSwitch("steady.kafka.lag.enabled")
public final class SteadyKafkaLagAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	LagMonitor steadyKafkaLagMonitor(OwnedPartitions owned, SteadyKafkaProperties properties,
			ObjectProvider<ConsumerFactory<?, ?>> factories, Containment containment) {
		return new LagMonitor(owned, properties.lag().options(properties.health().lag().olderThan()),
				() -> configOf(factories), Clock.systemUTC(), containment);
	}

	private static Map<String, Object> configOf(ObjectProvider<ConsumerFactory<?, ?>> factories) {
		return factories.orderedStream()
			.findFirst()
			.map(ConsumerFactory::getConfigurationProperties)
			.orElseThrow(() -> new IllegalStateException("steady.kafka.lag.groups needs a ConsumerFactory bean, "
					+ "whose configuration says where the brokers are"));
	}

}
