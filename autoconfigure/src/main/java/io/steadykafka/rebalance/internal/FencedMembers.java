package io.steadykafka.rebalance.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.common.errors.FencedInstanceIdException;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Members that were fenced and have not ended yet: the watchdog may stop them before
 * their containers see the exception.
 */
final class FencedMembers {

	private final Set<MessageListenerContainer> members = ConcurrentHashMap.newKeySet();

	SessionHooks polls(MessageListenerContainer member) {
		return new SessionHooks() {

			@Override
			public boolean threw(RuntimeException failure) {
				if (failure instanceof FencedInstanceIdException) {
					FencedMembers.this.members.add(member);
				}
				return false;
			}

		};
	}

	Reason reason(Object member, Reason reason) {
		return (this.members.remove(member)) ? Reason.FENCED : reason;
	}

}
