package io.steadykafka.starter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips a test, with a message, where no Docker engine runs. Where
 * {@code STEADY_REQUIRE_DOCKER} is {@code true} it is never skipped: there a missing
 * engine fails the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
@interface RequiresDocker {

	/**
	 * Looks for the engine.
	 */
	final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if ("true".equals(System.getenv("STEADY_REQUIRE_DOCKER"))) {
				return ConditionEvaluationResult.enabled("a Docker engine is required");
			}
			return (DockerClientFactory.instance().isDockerAvailable())
					? ConditionEvaluationResult.enabled("a Docker engine runs")
					: ConditionEvaluationResult.disabled("no Docker engine runs");
		}

	}

}
