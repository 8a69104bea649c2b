package io.steadykafka.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The starter's properties: their metadata, and what is refused.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertiesTests {

	private static final String ENDPOINTS = "management.endpoint.kafka";

	@Test
	void everyPropertyIsDescribedAndHasItsDefaultInTheMetadata() throws IOException {
		try (InputStream metadata = SteadyKafkaProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			List<String> complaints = new ArrayList<>();
			List<Map<String, Object>> properties = JsonPath.read(metadata, "$.properties");
			assertThat(properties).hasSizeGreaterThan(10);
			// A map or a list is empty by default, which metadata cannot say; others have
			// none.
			Set<String> withoutDefault = Set.of("steady.kafka.listeners", "steady.kafka.failure.not-retryable",
					"steady.kafka.lint.allowed", "steady.kafka.membership.instance-id",
					"steady.kafka.membership.session-timeout", "steady.kafka.health.lag.older-than",
					"steady.kafka.lag.groups", "steady.kafka.operations.topic");
			// Spring Boot makes those of each endpoint.
			properties.removeIf((property) -> String.valueOf(property.get("name")).startsWith(ENDPOINTS));
			properties.forEach((property) -> {
				String name = String.valueOf(property.get("name"));
				if (!String.valueOf(property.get("description")).endsWith(".")) {
					complaints.add(name + " has no description that is a sentence");
				}
				if (property.get("defaultValue") == null && !withoutDefault.contains(name)) {
					complaints.add(name + " has no default");
				}
				if (!name.startsWith("steady.kafka.")) {
					complaints.add(name + " is not ours");
				}
			});
			assertThat(complaints).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "steady.kafka.operations.timeout,0s,at least 1s", "steady.kafka.operations.timeout,10m,at most 5m",
			"steady.kafka.operations.topic,a b,name of a topic", "steady.kafka.operations.topic,'',name of a topic",
			"steady.kafka.operations.topic,false,Leave it out", "steady.kafka.lag.interval,0s,at least 100ms",
			"steady.kafka.lag.interval,-1s,at least 100ms", "steady.kafka.health.lag.threshold,-1,0 or more",
			"steady.kafka.health.rebalance.threshold-per-hour,-1,0 or more",
			"steady.kafka.defaults.auth-exception-retry-interval,0s,longer than zero",
			"steady.kafka.delivery.redo-window,-1ms,0", "steady.kafka.listeners.orders.delivery.redo-window,-1ms,0",
			"steady.kafka.listeners.orders.failure.backoff.max-interval,10ms,not be shorter",
			"steady.kafka.delivery.stop-timeout,0s,longer than zero",
			"steady.kafka.delivery.slow-record,0s,longer than zero",
			"steady.kafka.failure.backoff.initial-interval,0s,longer than zero",
			"steady.kafka.failure.backoff.multiplier,0.5,1 or more",
			"steady.kafka.failure.backoff.max-interval,10ms,not be shorter",
			"steady.kafka.failure.backoff.max-attempts,0,1 or more",
			"steady.kafka.failure.dead-letter-suffix,a b,characters of topic names",
			"steady.kafka.delivery.commit-mode,later,ASYNC", "steady.kafka.failure.on-exhausted,skip,DEAD_LETTER",
			"steady.kafka.failure.not-retryable,no.such.Thing,no.such.Thing", "steady.kafka.lint.mode,shout,FAIL",
			"steady.kafka.membership.protocol,old,CONSUMER",
			"steady.kafka.membership.assignor,fair,neither cooperative-sticky",
			"steady.kafka.membership.assignor,java.lang.String,no assignor",
			"steady.kafka.membership.heartbeat-interval,10ms,at least 100ms",
			"steady.kafka.membership.session-timeout,500ms,three times",
			"steady.kafka.membership.inspection-timeout,-1s,to not inspect",
			"steady.kafka.membership.fence-previous-instance,perhaps,AUTO",
			"steady.kafka.membership.static-membership,on,steady.kafka.membership.instance-id",
			"steady.kafka.membership.on-stop,linger,STAY_FOR_RESTART",
			"steady.kafka.membership.instance-id,shop-${NO_SUCH_VARIABLE},no value for its placeholder",
			"steady.kafka.health.rebalance.grace,-1s,must not be negative",
			"steady.kafka.health.lag.recovery-delay,-1s,must not be negative",
			"steady.kafka.health.consumers.grace,-1s,must not be negative",
			"steady.kafka.health.lag.problem-status,red,DEGRADED",
			"steady.kafka.health.lag.older-than,0s,longer than zero",
			"steady.kafka.lag.trend-window,0s,longer than zero", "steady.kafka.lag.trend-tolerance,-1,0 or more",
			"steady.kafka.lag.levels.caught-up,-1,0 or more", "steady.kafka.lag.levels.normal,-2,caught-up",
			"steady.kafka.lag.levels.behind,50,levels.normal=100", "steady.kafka.lag.groups[0].id,' ',id of a consumer",
			"steady.kafka.metrics.max-series,0,lag-by=topic", "steady.kafka.metrics.lag-by,member,PARTITION",
			"steady.kafka.metrics.client,some,ALL", "steady.kafka.delivery.recommit-interval,10ms,at least 1s",
			"steady.kafka.delivery.recommit-interval,-1h,at least 1s",
			"steady.kafka.watchdog.restarts-per-hour,0,watchdog.restart=false",
			"steady.kafka.watchdog.hung-warning-ratio,1.5,at most 1",
			"steady.kafka.watchdog.join-timeout,0s,longer than zero",
			"steady.kafka.watchdog.stuck-after,0s,at least 1s",
			"steady.kafka.watchdog.backoff.initial-interval,0s,longer than zero",
			"steady.kafka.watchdog.backoff.max-interval,10ms,not be shorter",
			"steady.kafka.delivery.redo-window,4000d,at most 3650d",
			"steady.kafka.failure.backoff.multiplier,Infinity,a number",
			"steady.kafka.failure.backoff.multiplier,NaN,a number",
			"steady.kafka.lag.trend-tolerance,Infinity,number of records",
			"steady.kafka.membership.session-timeout,25d,at most 24d",
			"steady.kafka.enabled,maybe,Invalid boolean value", "steady.kafka.lag.enabled,maybe,Invalid boolean value",
			"steady.kafka.delivery.enabled,maybe,Invalid boolean value",
			"steady.kafka.lag.interval,soon,is not a valid duration" })
	void valuesThatCannotBeAreRefusedInTheFailureReport(String key, String value, String reason,
			CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--" + key + "=" + value));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(key)
			.contains(value)
			.contains(reason)
			.contains("Action:");
	}

	@ParameterizedTest
	@CsvSource({ "java.time.Duration,100000d", "java.time.Duration,9223372036854775807ns", "java.lang.Double,Infinity",
			"java.lang.Double,NaN" })
	void valuesThatOverflowAreRefusedForEachProperty(String type, String value) throws IOException {
		try (InputStream metadata = SteadyKafkaProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			List<String> names = JsonPath.read(metadata, "$.properties[?(@.type=='" + type + "')].name");
			names.removeIf((name) -> name.startsWith(ENDPOINTS));
			assertThat(names).isNotEmpty()
				.allSatisfy((name) -> assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
					.isThrownBy(() -> new Binder(new MapConfigurationPropertySource(Map.of(name, value)))
						.bind("steady.kafka", SteadyKafkaProperties.class)
						.get()
						.validate())
					.withMessageContaining(name));
		}
	}

	@Test
	void aGroupThatIsThereTwiceIsRefused(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--steady.kafka.lag.groups[0].id=reports",
				"--steady.kafka.lag.groups[0].topics=orders", "--steady.kafka.lag.groups[1].id=reports",
				"--steady.kafka.lag.groups[1].topics=payments"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("steady.kafka.lag.groups[1].id")
			.contains("'reports'")
			.contains("into one entry");
	}

	@Test
	void anEmptyValueIsTheDefaultOrRefused() throws IOException {
		try (InputStream metadata = SteadyKafkaProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			List<String> names = JsonPath.read(metadata, "$.properties[*].name");
			List<String> complaints = new ArrayList<>();
			names.forEach((name) -> {
				Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(name, "")));
				try {
					SteadyKafkaProperties bound = binder.bindOrCreate("steady.kafka", SteadyKafkaProperties.class);
					bound.validate();
					complaints.addAll(missing(name, bound));
				}
				catch (BindException | InvalidConfigurationPropertyValueException ex) {
					assertThat(ex).hasStackTraceContaining(name);
				}
			});
			assertThat(complaints).isEmpty();
		}
	}

	private static List<String> missing(String name, Object bound) {
		List<String> missing = new ArrayList<>();
		for (RecordComponent component : bound.getClass().getRecordComponents()) {
			Object value = ReflectionUtils.invokeMethod(accessible(component), bound);
			if (value instanceof Record nested) {
				missing.addAll(missing(name, nested));
			}
			else if (value == null && component.getAnnotatedType().getAnnotations().length == 0) {
				missing.add(name + " leaves " + component + " without a value");
			}
		}
		return missing;
	}

	private static Method accessible(RecordComponent component) {
		component.getAccessor().setAccessible(true);
		return component.getAccessor();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ KafkaAutoConfiguration.class, SteadyKafkaAutoConfiguration.class })
	static class Application {

	}

}
