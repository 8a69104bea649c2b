package io.steadykafka.sample.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test, with a message, where there is no Chromium with its driver. Where
 * {@code STEADY_REQUIRE_BROWSER} is {@code true} it is never skipped: there a missing
 * browser fails the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresBrowser.Condition.class)
@interface RequiresBrowser {

	/**
	 * Looks for the browser.
	 */
	final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if ("true".equals(System.getenv("STEADY_REQUIRE_BROWSER"))) {
				return ConditionEvaluationResult.enabled("a browser is required");
			}
			return (Browser.isInstalled()) ? ConditionEvaluationResult.enabled("there is a browser")
					: ConditionEvaluationResult.disabled("chromium and chromedriver are not on the PATH");
		}

	}

}
