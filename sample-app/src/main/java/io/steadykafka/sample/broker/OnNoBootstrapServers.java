package io.steadykafka.sample.broker;

import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the user named no cluster, in whatever spelling (list, environment
 * variable, placeholder).
 */
class OnNoBootstrapServers implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return Binder.get(context.getEnvironment())
			.bind("spring.kafka.bootstrap-servers", Bindable.listOf(String.class))
			.orElseGet(List::of)
			.isEmpty();
	}

}
