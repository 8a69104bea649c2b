package io.steadykafka.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches while a property is on. Its value is bound as those of all properties are, so
 * that what is neither on nor off is refused, instead of being taken for off.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnSwitch.class)
@interface ConditionalOnSwitch {

	/**
	 * The name of the property.
	 * @return the whole name
	 */
	String value();

	/**
	 * Whether it is on where it is not set.
	 * @return the default
	 */
	boolean byDefault() default true;

}
