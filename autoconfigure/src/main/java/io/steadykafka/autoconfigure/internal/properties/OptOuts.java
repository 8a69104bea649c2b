package io.steadykafka.autoconfigure.internal.properties;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Listeners that opted out: {@code steady.kafka.listeners.<id>.enabled=false}.
 */
public final class OptOuts {

	private static final Log logger = LogFactory.getLog(OptOuts.class);

	private final Map<String, ListenerProperties> listeners;

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	public OptOuts(Map<String, ListenerProperties> listeners) {
		this.listeners = listeners;
	}

	public boolean contains(MessageListenerContainer container) {
		boolean out = isOut(container.getListenerId());
		// The container of a retry topic belongs to its main listener. Other containers,
		// of share groups for example, throw when they are asked.
		boolean mainIsOut = container instanceof AbstractMessageListenerContainer<?, ?>
				&& isOut(container.getMainListenerId());
		return out || mainIsOut;
	}

	private boolean isOut(@Nullable String id) {
		if (id == null) {
			return false;
		}
		this.seen.add(id);
		ListenerProperties listener = this.listeners.get(id);
		return listener != null && !listener.enabled();
	}

	/**
	 * Warn of configured ids that belong to no listener.
	 */
	public void warnOfUnknown() {
		Set<String> unknown = new TreeSet<>(this.listeners.keySet());
		unknown.removeAll(this.seen);
		unknown.forEach((id) -> logger.warn("steady.kafka.listeners." + id
				+ " is set, but so far there is no listener '" + id + "'. There are " + new TreeSet<>(this.seen)
				+ ". An id with dots or other special characters goes in brackets: steady.kafka.listeners.[my.id]"));
	}

}
