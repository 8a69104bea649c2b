package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.containment.Containment;
import io.steadykafka.delivery.HandOvers;
import io.steadykafka.failure.Failures;
import io.steadykafka.operations.BlockedRecords;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that looks after records that
 * listeners fail on.
 */
@AutoConfiguration(after = SteadyKafkaDeliveryAutoConfiguration.class)
@ConditionalOnBean(HandOvers.class)
@ConditionalOnSwitch("steady.kafka.failure.enabled")
public final class SteadyKafkaFailureAutoConfiguration {

	@Bean
	@Order(SteadyKafkaAutoConfiguration.CHECKS_ORDER)
	Failures steadyKafkaFailures(ListenerSettings settings, HandOvers handOvers, Containment containment) {
		return Failures.create((listener) -> settings.failure(listener).options(), handOvers, Clock.systemUTC(),
				containment);
	}

	@Bean
	BlockedRecords steadyKafkaBlockedRecords(Failures failures) {
		return BlockedRecords.of(failures);
	}

}
