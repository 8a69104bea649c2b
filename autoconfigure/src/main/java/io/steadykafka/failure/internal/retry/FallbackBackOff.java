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
 * Makes the threads of consumers wait that nothing else does: the consumer factory takes
 * the starter's post-processor, but makes some consumers without it. Known by threads,
 * because post-processors of others may have wrapped the consumers. Safe for use by
 * several threads.
 */
public final class FallbackBackOff {

	private static final Log logger = LogFactory.getLog(FailedRecord.class);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Set<Thread> paced = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final AtomicBoolean warned = new AtomicBoolean();

	private final ListenerContainer listener;

	public FallbackBackOff(ListenerContainer listener) {
		this.listener = listener;
	}

	/**
	 * The current thread asks before each poll what has to wait.
	 */
	public void polls() {
		this.paced.add(Thread.currentThread());
	}

	/**
	 * Wait on the current thread if nothing else sees to it.
	 * @param pause how long, though only for some seconds at a time
	 */
	public void await(Duration pause) {
		if (this.paced.contains(Thread.currentThread())) {
			return;
		}
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("The consumers of " + this.listener + " are made without the ConsumerPostProcessor that its "
					+ "consumer factory was given. All their partitions wait for a record that fails, and it is tried "
					+ "again without end. Does the factory override a method that makes consumers?");
		}
		try {
			ListenerUtils.stoppableSleep(this.listener.container(), Math.min(pause.toMillis(), LONGEST.toMillis()));
		}
		catch (InterruptedException ex) {
			// Not kept: the container would not end by it, but come here again at full
			// speed.
		}
	}

}
