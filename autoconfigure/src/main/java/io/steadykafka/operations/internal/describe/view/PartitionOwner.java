package io.steadykafka.operations.internal.describe.view;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a partition.
 *
 * @param listener the listener of this instance, {@code null} if it is elsewhere
 * @param member the member by the brokers' description, {@code null} if that does not
 * have it
 * @param elsewhere the other instance, {@code null} if it is this one or not known
 * @param listenerElsewhere the listener there; empty if it is not known
 */
public record PartitionOwner(@Nullable ListenerContainer listener, @Nullable GroupMember member,
		@Nullable InstanceView elsewhere, String listenerElsewhere) {

	public boolean isNobody() {
		return this.listener == null && this.member == null && this.elsewhere == null;
	}

	/**
	 * The listener's id; empty if it is not known.
	 */
	public String listenerId() {
		return (this.listener != null) ? this.listener.id() : this.listenerElsewhere;
	}

	/**
	 * The instance for people; empty if it is not known.
	 */
	public String instance() {
		if (this.listener != null) {
			return GroupView.HERE;
		}
		return (this.elsewhere != null) ? this.elsewhere.name() : "";
	}

}
