package io.steadykafka.autoconfigure;

import java.time.Clock;
import java.util.List;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.internal.LocalBlockedRecords;
import io.steadykafka.operations.internal.allinstances.ChannelConnection;
import io.steadykafka.operations.internal.allinstances.SharedBlockedRecords;
import io.steadykafka.operations.internal.log.LoggedBlockedRecords;
import io.steadykafka.operations.internal.log.OperationLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
	@ConditionalOnMissingBean
	BlockedRecords steadyKafkaBlockedRecords(RecordFailures failures, ObjectProvider<ChannelConnection> instances,
			ObjectProvider<OperationLog> log, ListenerContainers listeners, Containment containment) {
		BlockedRecords local = new LocalBlockedRecords(failures);
		ChannelConnection others = instances.getIfAvailable();
		return new LoggedBlockedRecords((others != null) ? new SharedBlockedRecords(local, others.view()) : local,
				listeners::group, log.getIfAvailable(() -> new OperationLog(List::of, containment)));
	}

}
