package io.steadykafka.lag;

import java.util.OptionalInt;

/**
 * The members of a group, in all instances, by the last sample.
 *
 * @param group the group id
 * @param state the group's state as the brokers call it, for example {@code Stable};
 * empty if it is not known
 * @param members how many members it has, empty if it is not known
 * @param changes how many members were seen to come or go since the application started;
 * a static member that is back is the same one
 */
public record GroupMembers(String group, String state, OptionalInt members, long changes) {

}
