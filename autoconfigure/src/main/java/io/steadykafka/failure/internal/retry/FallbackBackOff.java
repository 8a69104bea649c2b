package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.listener.ListenerUtils;

/**
 * Blocks the threads of consumers that nothing else makes wait: their factory accepted
 * the starter's post-processor, but created them without it. Identifies consumers by
 * thread, since other post-processors may have wrapped them. Safe for use by several
 * threads.
 */
public final class FallbackBackOff {

	private static final Log logger = LogFactory.getLog(FailedRecord.class);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Set<Thread> polling = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final AtomicBoolean warned = new AtomicBoolean();

	private final ListenerContainer listener;

	public FallbackBackOff(ListenerContainer listener) {
		this.listener = listener;
	}

	/**
	 * The current thread polls a consumer with the post-processor.
	 */
	public void polls() {
		this.polling.add(Thread.currentThread());
	}

	/**
	 * Blocks the current thread, for some seconds at most, unless it polls a consumer
	 * with the post-processor.
	 */
	public void await(Duration pause) {
		if (this.polling.contains(Thread.currentThread())) {
			return;
		}
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("The consumers of " + this.listener + " are created without the ConsumerPostProcessor that its "
					+ "consumer factory was given. All their partitions wait for a record that fails, and it is tried "
					+ "again without end. Does the factory override a method that creates consumers?");
		}
		try {
			ListenerUtils.stoppableSleep(this.listener.container(), Math.min(pause.toMillis(), LONGEST.toMillis()));
		}
		catch (InterruptedException ex) {
			// Not restored: it would not end the container, but make each further pause
			// zero.
		}
	}

}
