package io.steadykafka.autoconfigure;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.OverlongListener;
import io.steadykafka.delivery.internal.DeliveryRule;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.session.SessionListener;

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
	RecordDelivery steadyKafkaHandOvers(SteadyKafkaProperties properties, ListenerSettings settings,
			ListenerContainers containers, ObjectProvider<DeliveryRule> rules,
			ObjectProvider<OverlongListener> overlongListeners, ObjectProvider<SessionListener> pollListeners,
			Containment containment) {
		return RecordDelivery.create(
				(listener) -> settings.delivery(listener).options(properties.membership().onStop()), containers,
				() -> rules.orderedStream().toList(), () -> overlongListeners.orderedStream().toList(),
				() -> pollListeners.orderedStream().toList(), System::nanoTime, containment);
	}

}
