package io.steadykafka.autoconfigure;

import io.steadykafka.autoconfigure.internal.properties.MetricsProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether any of Kafka's own metrics are exported. Bound, not compared: YAML makes
 * "false" of off.
 */
final class ClientMetricsWanted implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return Binder.get(context.getEnvironment())
			.bind("steady.kafka.metrics.client", MetricsProperties.Client.class)
			.orElse(MetricsProperties.Client.ON) != MetricsProperties.Client.OFF;
	}

}
