package io.steadykafka.operations.internal.reset;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.reset.plan.GroupMembers;
import io.steadykafka.operations.internal.reset.plan.UncommittedStart;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A group and its cluster.
 *
 * @param listener a listener of the group, or else one that reads from the same cluster
 */
record FoundGroup(String group, ListenerContainer listener, Admin admin, GroupMembers members) {

	/**
	 * Where members begin without a committed offset, as far as that is known.
	 */
	UncommittedStart uncommittedStart() {
		boolean known = this.listener.group().equals(this.group);
		return new UncommittedStart(
				(known) ? this.listener.setting(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG).orElse("latest") : "");
	}

}
