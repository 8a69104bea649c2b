package io.steadykafka.sample.handler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Makes the handler that calls it slow or failing, as the switches stand.
 */
@Component
class HandlerSwitches {

	private static final Logger logger = LoggerFactory.getLogger(HandlerSwitches.class);

	private volatile Switches switches;

	HandlerSwitches(HandlerProperties properties) {
		this.switches = properties.toSwitches();
	}

	Switches get() {
		return this.switches;
	}

	/**
	 * Throws the switches. Where one value can't be, the other one isn't taken either.
	 * @param delay the delay, or {@code null} to leave it
	 * @param failEvery every how many records one fails, or {@code null} to leave it
	 * @return the switches as they stand now
	 */
	synchronized Switches set(@Nullable String delay, @Nullable String failEvery) {
		Switches changed = this.switches.with(delay, failEvery);
		this.switches = changed;
		logger.info("Switches of the order processor: {}={}, {}={}", Switches.DELAY, changed.delayAsText(),
				Switches.FAIL_EVERY, changed.failEvery());
		return changed;
	}

	/**
	 * Takes its time, and fails if it is this record's turn. The turn goes by the offset:
	 * such a record fails again when it is retried, until the switch is off.
	 * @param offset the offset of the record
	 */
	void handle(long offset) {
		Switches switches = this.switches;
		sleep(switches);
		if (switches.failEvery() > 0 && (offset + 1) % switches.failEvery() == 0) {
			throw new IllegalStateException(
					"Offset %d fails, as %s is %d".formatted(offset, Switches.FAIL_EVERY, switches.failEvery()));
		}
	}

	private static void sleep(Switches switches) {
		try {
			Thread.sleep(switches.delay().toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while handling a record", ex);
		}
	}

}
