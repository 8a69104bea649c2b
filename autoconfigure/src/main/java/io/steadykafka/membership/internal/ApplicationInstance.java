package io.steadykafka.membership.internal;

/**
 * The instance of the application.
 *
 * @param name its name, the same after a restart
 * @param always whether members are static even where that can make them wait forever:
 * under the consumer protocol a member that crashed is refused until the session timeout
 * is over, and does not retry ({@code UnreleasedInstanceIdException})
 * @param fencesPrevious whether no other instance can run with this name, so that a
 * member with it in the group is left from a crash of this instance
 */
public record ApplicationInstance(String name, boolean always, boolean fencesPrevious) {

}
