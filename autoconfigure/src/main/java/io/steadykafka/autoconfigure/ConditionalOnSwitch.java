package io.steadykafka.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches while a boolean property is {@code true}. The value is bound like all
 * properties, so that one that is no boolean is refused instead of taken for
 * {@code false}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnSwitch.class)
@interface ConditionalOnSwitch {

	/**
	 * The full name of the property.
	 */
	String value();

	/**
	 * The value if the property is not set.
	 */
	boolean byDefault() default true;

}
