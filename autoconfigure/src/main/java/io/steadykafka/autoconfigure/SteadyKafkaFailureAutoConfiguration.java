package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.internal.LoggedBlockedRecords;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that handles records that listeners
 * fail on.
 */
@AutoConfiguration(after = SteadyKafkaDeliveryAutoConfiguration.class)
@ConditionalOnBean(RecordDelivery.class)
@ConditionalOnSwitch("steady.kafka.failure.enabled")
public final class SteadyKafkaFailureAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.CHECKS_ORDER)
	RecordFailures steadyKafkaFailures(ListenerSettings settings, RecordDelivery delivery, Containment containment) {
		return new RecordFailures((listener) -> settings.failure(listener).policy(), delivery, Clock.systemUTC(),
				containment);
	}

	@Bean
	BlockedRecords steadyKafkaBlockedRecords(RecordFailures failures) {
		return new LoggedBlockedRecords(failures);
	}

}
