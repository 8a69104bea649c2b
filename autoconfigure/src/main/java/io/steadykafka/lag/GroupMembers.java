package io.steadykafka.lag;

import java.util.OptionalInt;

import org.apache.kafka.common.GroupType;

/**
 * The members of a group, in all instances, by the last sample.
 *
 * @param group the group id
 * @param state the group's state as the brokers call it, for example {@code Stable};
 * empty if it is not known
 * @param type what kind of group it is, as the brokers call it: {@code Classic},
 * {@code Consumer} or {@code Share}; empty if it is not known
 * @param members how many members it has, empty if it is not known
 * @param changes how many members were seen to come or go since the application started;
 * a static member that is back is the same one
 */
public record GroupMembers(String group, String state, String type, OptionalInt members, long changes) {

	/**
	 * Whether it is a share group: its members share partitions, and its lag is what the
	 * brokers say.
	 * @return {@code true} if it is
	 */
	public boolean isShare() {
		return this.type.equals(GroupType.SHARE.toString());
	}

}
