package io.steadykafka.autoconfigure.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.steadykafka.operations.BlockedRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the property that switched off a bean which the application injects.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class SwitchedOffBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final String ROOT = "io.steadykafka.";

	private static final String ALL = "steady.kafka.enabled";

	private static final String DELIVERY = "steady.kafka.delivery.enabled";

	private static final String FAILURE = "steady.kafka.failure.enabled";

	/**
	 * The properties that the beans of a package need.
	 */
	private static final Map<String, List<String>> SWITCHES = Map.of("delivery", List.of(DELIVERY), "failure",
			List.of(DELIVERY, FAILURE), "operations", List.of("steady.kafka.operations.enabled"), "lag",
			List.of("steady.kafka.lag.enabled"), "rebalance", List.of("steady.kafka.rebalance.enabled"), "watchdog",
			List.of(DELIVERY, "steady.kafka.watchdog.enabled"), "metrics", List.of("steady.kafka.metrics.enabled"));

	private final Environment environment;

	public SwitchedOffBeanFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		if (type == null || !type.getName().startsWith(ROOT)) {
			return null;
		}
		List<String> off = switchesOf(type).filter(this::isOff).toList();
		if (off.isEmpty()) {
			return null;
		}
		String properties = String.join("=false and ", off) + "=false";
		return new FailureAnalysis(
				"A bean of type '" + type.getName() + "' is required, and there is none because of " + properties + ".",
				"Remove " + properties + ", or inject an ObjectProvider<" + type.getSimpleName()
						+ "> and do without the bean where it is off.",
				cause);
	}

	private static Stream<String> switchesOf(Class<?> type) {
		// The operations that come with the handling of failures.
		String capability = (type.getName().equals(BlockedRecords.class.getName())) ? "failure"
				: type.getPackageName().substring(ROOT.length()).replaceAll("\\..*", "");
		return Stream.concat(Stream.of(ALL), SWITCHES.getOrDefault(capability, List.of()).stream());
	}

	private boolean isOff(String property) {
		return !Binder.get(this.environment).bind(property, Boolean.class).orElse(true);
	}

}
