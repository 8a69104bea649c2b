package io.steadykafka.listener;

import io.steadykafka.listener.internal.ListenerContainer;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a listener that the starter has an opinion on.
 *
 * @param name the Kafka key, or the name of the container property
 * @param value the value that holds
 * @param origin where it came from
 * @param note why it is so, empty where there is nothing to say
 */
public record Setting(String name, String value, Origin origin, String note) {

	public boolean isValueOf(@Nullable Object other) {
		return other != null && this.value.equals(ListenerContainer.text(other));
	}

}
