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
 */
public record PartitionOwner(@Nullable ListenerContainer listener, @Nullable GroupMember member) {

	public boolean isNobody() {
		return this.listener == null && this.member == null;
	}

}
