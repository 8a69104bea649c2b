package io.steadykafka.autoconfigure;

import io.steadykafka.endpoint.internal.KafkaGroupsEndpoint;
import io.steadykafka.endpoint.internal.console.KafkaConsoleEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;

/**
 * Matches if the console or its data is served.
 */
final class OnConsoleOrGroups extends AnyNestedCondition {

	OnConsoleOrGroups() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnAvailableEndpoint(endpoint = KafkaConsoleEndpoint.class)
	static final class Console {

	}

	@ConditionalOnAvailableEndpoint(endpoint = KafkaGroupsEndpoint.class)
	static final class Groups {

	}

}
