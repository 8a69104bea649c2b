package io.steadykafka.autoconfigure;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.OverlongListener;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.session.SessionListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that delivers records in batches of
 * the redo window, and makes commits that failed later.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnSwitch("steady.kafka.delivery.enabled")
public final class SteadyKafkaDeliveryAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	RecordDelivery steadyKafkaRecordDelivery(SteadyKafkaProperties properties, ListenerSettings settings,
			ObjectProvider<OverlongListener> overlongListeners, ObjectProvider<SessionListener> sessionListeners,
			Containment containment) {
		return new RecordDelivery((listener) -> settings.delivery(listener).options(properties.membership().onStop()),
				() -> overlongListeners.orderedStream().toList(), () -> sessionListeners.orderedStream().toList(),
				System::nanoTime, containment);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerPreparer steadyKafkaConsumerWrapping(RecordDelivery delivery) {
		return delivery::wrapConsumers;
	}

}
