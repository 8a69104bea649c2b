package io.steadykafka.listener.internal.state;

/**
 * A listener of a share group, which nothing is prepared of: its container is only
 * followed.
 *
 * @param group the share group, empty if there is none
 */
public record ShareListener(String id, String group, ContainerState state) {

}
