package io.steadykafka.operations.internal.describe.view;

import java.util.Map;

/**
 * What the health indicators say. No broker is asked.
 */
@FunctionalInterface
public interface HealthView {

	/**
	 * The details of each indicator by its name; empty without Spring Boot's health
	 * module.
	 */
	Map<String, Map<String, Object>> details();

}
