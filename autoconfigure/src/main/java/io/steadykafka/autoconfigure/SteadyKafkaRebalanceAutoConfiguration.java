package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.rebalance.Rebalances;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps a record of rebalances.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnSwitch("steady.kafka.rebalance.enabled")
public final class SteadyKafkaRebalanceAutoConfiguration {

	@Bean
	Rebalances steadyKafkaRebalances(ListenerContainers containers, ObjectProvider<PartitionsListener> listeners,
			ApplicationEventPublisher publisher, Containment containment) {
		return Rebalances.record(new Rebalances.Options(Clock.systemUTC(), () -> listeners.orderedStream().toList(),
				publisher::publishEvent), containers, containment);
	}

}
