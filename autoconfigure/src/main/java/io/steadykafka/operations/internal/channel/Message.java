package io.steadykafka.operations.internal.channel;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an instance writes to the topic.
 */
sealed interface Message {

	/**
	 * What an instance says of itself.
	 */
	record Report(InstanceIdentity from, Map<String, @Nullable Object> body) implements Message {

	}

	/**
	 * What an instance asks of others.
	 *
	 * @param from the id of the instance that asks
	 * @param targets the ids of those that are asked
	 * @param deadline when nobody waits for the answer any more, by the clock of the
	 * instance that asks
	 */
	record Command(String id, String from, Set<String> targets, Instant deadline,
			Map<String, @Nullable Object> body) implements Message {

	}

	/**
	 * What an instance found and did.
	 *
	 * @param command the id of the command
	 * @param from the id of the instance that answers
	 */
	record Answer(String command, String from, Map<String, @Nullable Object> body) implements Message {

	}

	/**
	 * A reset that an instance executed.
	 *
	 * @param id the id of the reset
	 * @param from the id of the instance that writes it, not always the one that executed
	 * it
	 */
	record Reset(String id, String from, Map<String, @Nullable Object> body) implements Message {

	}

}
