package io.steadykafka.delivery.internal.offsets;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the container has to know of, and would take for one of a record where
 * it happened: the next poll throws it. The container handles what polls throw as what it
 * is, fatal or to be tried again. Not for use by several threads.
 */
final class DeferredFailure {

	private @Nullable KafkaException failure;

	/**
	 * Keep a failure for the next poll.
	 */
	void add(RuntimeException thrown) {
		this.failure = (thrown instanceof KafkaException kafka) ? kafka : new KafkaException(thrown);
	}

	/**
	 * Keep the failure of a commit for the next poll, if it concerns the container.
	 * @param thrown why the commit failed
	 */
	void addIfFatal(Exception thrown) {
		if (thrown instanceof KafkaException kafka && FailedCommit.of(thrown).concernsTheContainer()) {
			this.failure = kafka;
		}
	}

	void throwIfAny() {
		KafkaException unreported = this.failure;
		if (unreported != null) {
			this.failure = null;
			throw unreported;
		}
	}

}
