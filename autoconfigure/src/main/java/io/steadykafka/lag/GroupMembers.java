package io.steadykafka.lag;

import java.util.OptionalInt;

import org.apache.kafka.common.GroupType;

/**
 * How many members a group has, in this application and elsewhere, and its state, by the
 * last sample. Immutable.
 *
 * @param group the group id
 * @param state the group's state as the brokers call it, for example {@code Stable};
 * empty if it is not known
 * @param type the kind of group as the brokers call it: {@code Classic}, {@code Consumer}
 * or {@code Share}; empty if it is not known
 * @param members the number of members, empty if it is not known
 * @param changes how many members joined or left between samples since the group is
 * sampled; a static member that returns is the same member
 */
public record GroupMembers(String group, String state, String type, OptionalInt members, long changes) {

	/**
	 * Returns whether the group is a share group: its members share partitions, and its
	 * lag is what the brokers report.
	 * @return {@code true} for a share group
	 */
	public boolean isShare() {
		return this.type.equals(GroupType.SHARE.toString());
	}

}
