package io.steadykafka.autoconfigure;

import io.steadykafka.containment.Containment;
import io.steadykafka.delivery.HandOverRule;
import io.steadykafka.delivery.HandOvers;
import io.steadykafka.delivery.OverlongListener;
import io.steadykafka.listener.ListenerContainers;
import io.steadykafka.listener.PollListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that hands records over in portions,
 * and makes commits that failed later.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnSwitch("steady.kafka.delivery.enabled")
public final class SteadyKafkaDeliveryAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	HandOvers steadyKafkaHandOvers(SteadyKafkaProperties properties, ListenerSettings settings,
			ListenerContainers containers, ObjectProvider<HandOverRule> rules,
			ObjectProvider<OverlongListener> overlongListeners, ObjectProvider<PollListener> pollListeners,
			Containment containment) {
		return HandOvers.create((listener) -> settings.delivery(listener).options(properties.membership().onStop()),
				containers, () -> rules.orderedStream().toList(), () -> overlongListeners.orderedStream().toList(),
				() -> pollListeners.orderedStream().toList(), System::nanoTime, containment);
	}

}
