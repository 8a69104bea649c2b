package io.steadykafka.listener;

import java.util.function.UnaryOperator;

import org.springframework.kafka.listener.ContainerProperties;

/**
 * Puts a wrapper around the listener of a container.
 */
public final class MessageListenerWrapping {

	private MessageListenerWrapping() {
	}

	/**
	 * Wrap the listener. The advice chain stays within the wrapper, and the container
	 * does not know it any more: it would put the chain around the wrapper, and around
	 * that of each member, too.
	 * @param properties the properties of the listener's container
	 * @param wrapping makes the wrapper
	 */
	public static void wrap(ContainerProperties properties, UnaryOperator<Object> wrapping) {
		if (properties.getMessageListener() == null) {
			return;
		}
		if (properties.getAdviceChain().length > 0) {
			properties.setMessageListener(properties.getMessageListener());
			properties.setAdviceChain();
		}
		properties.setMessageListener(wrapping.apply(properties.getMessageListener()));
	}

}
