package io.steadykafka.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.endpoint.internal.AllArguments;
import io.steadykafka.endpoint.internal.KafkaGroupsEndpoint;
import io.steadykafka.endpoint.internal.KafkaGroupsWebExtension;
import io.steadykafka.endpoint.internal.operation.CommandHandlers;
import io.steadykafka.endpoint.internal.operation.GroupListeners;
import io.steadykafka.endpoint.internal.operation.GroupOperations;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.internal.ReachedOffsets;
import io.steadykafka.operations.internal.allinstances.ChannelConnection;
import io.steadykafka.operations.internal.log.OperationAudit;
import io.steadykafka.operations.internal.log.OperationLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the endpoint {@code kafkagroups}.
 */
@AutoConfiguration(after = SteadyKafkaDescriptionsAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ OperationLog.class, GroupDescriptions.class })
public final class SteadyKafkaEndpointAutoConfiguration {

	@Bean
	OperationAudit steadyKafkaOperationAudit(ApplicationEventPublisher publisher) {
		return new OperationAudit(publisher);
	}

	@Bean
	GroupListeners steadyKafkaGroupListeners(ListenerContainers containers, ContainerStates states) {
		return new GroupListeners(() -> groups(containers),
				(id) -> containers.all()
					.stream()
					.filter((listener) -> listener.id().equals(id))
					.findFirst()
					.map((listener) -> states.of(listener).reason())
					.orElse("gone"));
	}

	@Bean
	GroupOperations steadyKafkaGroupOperations(GroupListeners listeners, ObjectProvider<ListenerControl> control,
			ObjectProvider<BlockedRecords> records, ObjectProvider<OffsetResets> resets,
			ObjectProvider<DeadLetterReplays> replays, ObjectProvider<ChannelConnection> instances,
			ReachedOffsets reached, OperationLog log, SteadyKafkaProperties properties) {
		ChannelConnection others = instances.getIfAvailable();
		return new GroupOperations(
				CommandHandlers.of(listeners, control.getIfAvailable(), records.getIfAvailable(),
						resets.getIfAvailable(), replays.getIfAvailable(), reached::of),
				log, () -> (others != null) ? others.scope() : "this instance only",
				properties.operations().showValues());
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	KafkaGroupsEndpoint kafkaGroupsEndpoint(GroupDescriptions descriptions, GroupOperations operations) {
		return new KafkaGroupsEndpoint(descriptions, operations);
	}

	@Bean
	@ConditionalOnBean(KafkaGroupsEndpoint.class)
	KafkaGroupsWebExtension kafkaGroupsWebExtension(KafkaGroupsEndpoint endpoint, GroupOperations operations) {
		return new KafkaGroupsWebExtension(endpoint, operations);
	}

	@Bean
	static AllArguments kafkaGroupsAllArguments() {
		return new AllArguments();
	}

	private static Map<String, String> groups(ListenerContainers containers) {
		Map<String, String> groups = new TreeMap<>();
		for (ListenerContainer listener : containers.all()) {
			groups.put(listener.id(), listener.group());
		}
		return groups;
	}

}
