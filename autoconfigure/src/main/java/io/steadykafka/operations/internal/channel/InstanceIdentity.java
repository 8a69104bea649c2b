package io.steadykafka.operations.internal.channel;

import java.util.UUID;

/**
 * An instance of the application.
 *
 * @param id tells it from all others, and from itself before a restart
 * @param name names it for people: its host or pod
 */
public record InstanceIdentity(String id, String name) {

	/**
	 * This instance, with a new id.
	 */
	public static InstanceIdentity here(String name) {
		return new InstanceIdentity(UUID.randomUUID().toString(), name);
	}

}
