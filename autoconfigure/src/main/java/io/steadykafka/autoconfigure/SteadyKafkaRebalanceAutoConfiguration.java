package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.rebalance.internal.PartitionsPublisher;
import io.steadykafka.rebalance.internal.RebalanceLog;

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
	RebalanceLog steadyKafkaRebalances(ObjectProvider<PartitionsListener> listeners,
			ApplicationEventPublisher publisher, Containment containment) {
		PartitionsPublisher partitions = new PartitionsPublisher(() -> listeners.orderedStream().toList(),
				publisher::publishEvent, containment);
		return new RebalanceLog(Clock.systemUTC(), partitions,
				new BackgroundThread("steady-kafka-rebalances").discarding(), containment);
	}

}
