package io.steadykafka.operations.internal.channel;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueuedOnce}.
 */
class QueuedOnceTests {

	private final Queue<Runnable> queue = new ArrayDeque<>();

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void whoAsksBeforeItBeginsSharesARun() {
		QueuedOnce once = new QueuedOnce(this.queue::add, this.runs::incrementAndGet);
		once.runSoon();
		once.runSoon();
		assertThat(this.queue).hasSize(1);
		this.queue.remove().run();
		assertThat(this.runs).hasValue(1);
		once.runSoon();
		assertThat(this.queue).hasSize(1);
	}

	@Test
	void whoAsksWhileItRunsGetsAnotherRun() {
		QueuedOnce[] once = new QueuedOnce[1];
		once[0] = new QueuedOnce(this.queue::add, () -> {
			if (this.runs.incrementAndGet() == 1) {
				once[0].runSoon();
			}
		});
		once[0].runSoon();
		this.queue.remove().run();
		this.queue.remove().run();
		assertThat(this.runs).hasValue(2);
	}

}
