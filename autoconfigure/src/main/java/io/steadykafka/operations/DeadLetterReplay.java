package io.steadykafka.operations;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A replay of dead letters, previewed, under way or ended. Immutable.
 *
 * @param id its id, {@code null} for a preview
 * @param listener the listener's id
 * @param topic the dead-letter topic
 * @param progress how far it came
 * @param exceptions how many records of a preview failed with which exception, by class;
 * empty if it is not a preview
 * @param from the timestamp of the first record, {@code null} if there is none
 * @param to the timestamp of the last record, {@code null} if there is none
 * @param problem why it ended early, {@code null} if it did not
 */
public record DeadLetterReplay(@Nullable String id, String listener, String topic, Progress progress,
		Map<String, Long> exceptions, @Nullable Instant from, @Nullable Instant to, @Nullable String problem) {

	/**
	 * Copies the exceptions.
	 */
	public DeadLetterReplay {
		exceptions = Map.copyOf(exceptions);
	}

	/**
	 * How far a replay came.
	 *
	 * @param records how many records there are to replay
	 * @param replayed how many of them were replayed, including those that failed again
	 * @param failedAgain how many of them were dead-lettered again
	 * @param running whether it is under way
	 */
	public record Progress(long records, long replayed, long failedAgain, boolean running) {

	}

}
