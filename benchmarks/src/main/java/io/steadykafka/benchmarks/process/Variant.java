package io.steadykafka.benchmarks.process;

import java.util.HashMap;
import java.util.Map;

/**
 * A variant of the application that a scenario compares.
 *
 * @param name the name, which names of files and groups begin with
 * @param side the class path
 * @param properties properties of the application on top of those of the scenario
 */
public record Variant(String name, Side side, Map<String, String> properties) {

	/** The application without the starter. */
	public static final Variant PLAIN = new Variant("plain", Side.PLAIN, Map.of());

	/** Without the starter, but with what else it brings. */
	public static final Variant ACTUATOR = new Variant("actuator", Side.ACTUATOR, Map.of());

	/** With the starter as it comes. */
	public static final Variant STEADY = new Variant("steady", Side.STEADY, Map.of());

	/**
	 * The same with more properties.
	 * @param more properties on top of those that there are
	 */
	public Variant with(Map<String, String> more) {
		Map<String, String> all = new HashMap<>(this.properties);
		all.putAll(more);
		return new Variant(this.name, this.side, all);
	}

}
