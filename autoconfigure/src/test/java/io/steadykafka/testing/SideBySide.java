package io.steadykafka.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

/**
 * Runs scenarios that mostly wait at the same time; each is a test of its own.
 */
public final class SideBySide {

	private static final int AT_ONCE = 4;

	private final Map<String, Scenario> scenarios = new LinkedHashMap<>();

	/**
	 * Add a scenario.
	 * @param scenario what it does; those that take longest are to be added first
	 * @return this
	 */
	public SideBySide add(String name, Scenario scenario) {
		this.scenarios.put(name, scenario);
		return this;
	}

	/**
	 * Start.
	 * @return tests that wait for the end of their scenario
	 */
	public Stream<DynamicTest> run() {
		ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
		Map<String, Future<?>> running = new LinkedHashMap<>();
		this.scenarios.forEach((name, scenario) -> running.put(name, threads.submit(() -> {
			scenario.run();
			return null;
		})));
		threads.shutdown();
		return running.entrySet().stream().map((each) -> DynamicTest.dynamicTest(each.getKey(), () -> {
			try {
				each.getValue().get();
			}
			catch (ExecutionException ex) {
				throw ex.getCause();
			}
		}));
	}

	/**
	 * What happens in a scenario.
	 */
	@FunctionalInterface
	public interface Scenario {

		/**
		 * Run it.
		 * @throws Exception if it fails
		 */
		void run() throws Exception;

	}

}
