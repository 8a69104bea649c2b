package io.steadykafka.watchdog.internal.diagnosis;

import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The kind of a member, by its settings.
 *
 * @param joins whether it joins the group
 * @param consumerProtocol whether it speaks the consumer protocol
 * @param instanceId its {@code group.instance.id}, empty for a dynamic member
 * @param sessionTimeout its {@code session.timeout.ms}
 * @param restartable whether it can be restarted alone, and may be
 */
public record MemberKind(String group, boolean joins, boolean consumerProtocol, String instanceId, long sessionTimeout,
		boolean restartable) {

	public static MemberKind of(ListenerContainer listener, MessageListenerContainer member, boolean restart) {
		boolean isChild = listener.container() instanceof ConcurrentMessageListenerContainer<?, ?>
				&& !member.equals(listener.container());
		return new MemberKind(listener.group(), listener.isSubscribed(), listener.speaksConsumerProtocol(),
				instanceId(listener, member),
				ChosenSettings.number(listener.consumerConfig(), ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
				restart && isChild);
	}

	private static String instanceId(ListenerContainer listener, MessageListenerContainer member) {
		String name = String.valueOf(member.getListenerId());
		boolean numbered = !member.equals(listener.container()) && name.startsWith(listener.id());
		// Spring Kafka adds the number of the member.
		return listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
			.map((id) -> id + ((numbered) ? name.substring(listener.id().length()) : ""))
			.orElse("");
	}

}
