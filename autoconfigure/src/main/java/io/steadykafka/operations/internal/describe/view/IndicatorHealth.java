package io.steadykafka.operations.internal.describe.view;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reads health from its indicators. The only class here that needs Spring Boot's health
 * module.
 */
public final class IndicatorHealth implements HealthView {

	private final Map<String, HealthIndicator> indicators;

	/**
	 * Create a view.
	 * @param indicators the indicators by their names: {@code kafkaConsumers} and so on
	 */
	public IndicatorHealth(Map<String, HealthIndicator> indicators) {
		this.indicators = new LinkedHashMap<>(indicators);
	}

	@Override
	public Map<String, Map<String, Object>> details() {
		Map<String, Map<String, Object>> details = new LinkedHashMap<>();
		this.indicators.forEach((name, indicator) -> {
			Health health = indicator.health(true);
			if (health != null) {
				details.put(name, health.getDetails());
			}
		});
		return details;
	}

}
