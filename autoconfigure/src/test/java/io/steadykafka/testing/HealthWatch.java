package io.steadykafka.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Polls health and meters of an application from outside, all the time, on its own
 * thread.
 */
public final class HealthWatch implements AutoCloseable {

	/**
	 * The group is what an application has to set to use this.
	 */
	public static final String LIVENESS = "management.endpoint.health.group.liveness.include=kafkaConsumers";

	private static final List<String> PATHS = List.of("", "/liveness", "/kafkaConsumers", "/kafkaLag",
			"/kafkaRebalance");

	private final RunningApp app;

	private final Predicate<Map<String, Double>> right;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final List<Long> millis = new CopyOnWriteArrayList<>();

	private final List<Long> scrapes = new CopyOnWriteArrayList<>();

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	/**
	 * Prepare a watch.
	 * @param right whether what was scraped is right
	 */
	public HealthWatch(RunningApp app, Predicate<Map<String, Double>> right) {
		this.app = app;
		this.right = right;
	}

	public void start() {
		this.thread.scheduleWithFixedDelay(this::poll, 0, 50, TimeUnit.MILLISECONDS);
	}

	private void poll() {
		try {
			PATHS.forEach(this::health);
			long start = System.nanoTime();
			Map<String, Double> scraped = this.app.scrape();
			this.scrapes.add(since(start));
			if (!this.right.test(scraped)) {
				scraped.keySet().removeIf((series) -> !series.startsWith("steady_kafka_lag"));
				this.complaints.add("wrong: " + scraped);
			}
		}
		catch (RuntimeException ex) {
			this.complaints.add(ex.toString());
		}
	}

	private void health(String path) {
		long start = System.nanoTime();
		HttpResponse<String> answer = this.app.get("/actuator/health" + path);
		this.millis.add(since(start));
		boolean alive = !path.equals("/liveness") || answer.body().contains("\"status\":\"UP\"");
		if (answer.statusCode() != 200 || answer.body().contains("DOWN") || !alive) {
			this.complaints.add(path + " answered " + answer.statusCode() + " " + answer.body());
		}
	}

	private static long since(long start) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	/**
	 * End, and expect that nothing was wrong or slow.
	 */
	@Override
	public void close() {
		end();
		assertThat(this.complaints).isEmpty();
		assertThat(this.scrapes).hasSizeGreaterThan(10);
		assertThat(at(this.millis, 0.5)).isLessThan(50L);
		// Machines are noisy, the more so where brokers start beside this.
		assertThat(at(this.millis, 1)).isLessThan(2_000L);
		assertThat(at(this.scrapes, 1)).isLessThan(2_000L);
	}

	// Not by an interrupt: what it asks just now would fail.
	private void end() {
		this.thread.shutdown();
		try {
			assertThat(this.thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static long at(List<Long> times, double share) {
		List<Long> sorted = times.stream().sorted().toList();
		return sorted.get((int) ((sorted.size() - 1) * share));
	}

}
