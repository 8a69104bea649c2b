package io.steadykafka.integration.operations;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reset in the middle of which something happens to an instance.
 */
final class LiveResetRound {

	private static final Log logger = LogFactory.getLog(LiveResetRound.class);

	/**
	 * Records that were handled and not committed when their member ended.
	 */
	private static final int SLACK = 600;

	/**
	 * Where a partition goes on if it is reset: so far at least before where it was when
	 * the reset began.
	 */
	private static final int MOVED = 1_000;

	private final LiveGroup group;

	private final Fault fault;

	private final int seed;

	private final Map<Integer, Long> base = new TreeMap<>();

	private Map<Integer, ResetRow> rows = Map.of();

	private String answer = "none";

	private boolean isAnswered;

	LiveResetRound(LiveGroup group, Fault fault, int seed) {
		this.group = group;
		this.fault = fault;
		this.seed = seed;
	}

	void run() {
		Random random = new Random(this.seed);
		int operator = random.nextInt(LiveGroup.INSTANCES);
		int victim = random.nextInt(LiveGroup.INSTANCES);
		int delay = random.nextInt(1_000);
		String what = this.fault + " seed " + this.seed + ", operator " + operator + ", victim " + victim + ", delay "
				+ delay + " ms";
		this.fault.prepare(this.group, victim);
		this.group.awaitReady(operator, LiveGroup.INSTANCES - 1);
		this.group.journals().begin();
		for (int partition = 0; partition < LiveGroup.PARTITIONS; partition++) {
			this.base.put(partition, this.group.journals().next(partition));
		}
		CompletableFuture<Void> happening = this.fault.start(this.group, victim, random, delay);
		long start = System.nanoTime();
		execute(operator);
		String took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms";
		happening.join();
		this.fault.end(this.group, victim);
		this.group.awaitReady(operator, LiveGroup.INSTANCES - 1);
		this.group.journals().read();
		long done = this.rows.values().stream().filter(ResetRow::done).count();
		logger.info("Round: " + what + ": "
				+ ((this.isAnswered) ? this.rows.isEmpty() ? "refused" : done + " done" : "no answer") + " after "
				+ took + ", moved " + moved());
		check(what);
	}

	private void execute(int operator) {
		try {
			HttpResponse<String> response = this.group.instance(operator)
				.reset(LiveGroup.RESET, -LiveGroup.SHIFT, false);
			this.isAnswered = true;
			this.rows = ResetRow.of(response.body());
			this.answer = response.statusCode() + " " + response.body();
		}
		catch (UncheckedIOException ex) {
			this.answer = "none: " + ex;
		}
	}

	private long moved() {
		return this.base.keySet()
			.stream()
			.filter((partition) -> this.group.journals().firstAgain(partition) <= latestMoved(partition))
			.count();
	}

	private long latestMoved(int partition) {
		return this.base.get(partition) - MOVED;
	}

	private void check(String what) {
		for (int partition = 0; partition < LiveGroup.PARTITIONS; partition++) {
			check(partition, "partition " + partition + " of round " + what + ", answer " + this.answer);
		}
	}

	private void check(int partition, String what) {
		long first = this.group.journals().firstAgain(partition);
		ResetRow row = this.rows.get(partition);
		boolean mayBeReset = partition < LiveGroup.RESET && !this.isAnswered;
		if (row != null && row.done()) {
			assertThat(first).as(what).isEqualTo(row.after());
		}
		else if (mayBeReset && first < this.base.get(partition) - SLACK) {
			assertThat(first).as(what).isBetween(this.base.get(partition) - LiveGroup.SHIFT, latestMoved(partition));
		}
		else {
			assertThat(first).as(what).isGreaterThanOrEqualTo(this.base.get(partition) - SLACK);
		}
	}

	static void pass(int millis) {
		Awaitility.await()
			.pollDelay(Duration.ofMillis(millis))
			.atMost(Duration.ofMillis(millis).plusSeconds(10))
			.until(() -> true);
	}

}
