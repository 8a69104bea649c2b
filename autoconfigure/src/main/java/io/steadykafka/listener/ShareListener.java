package io.steadykafka.listener;

/**
 * A listener of a share group, which nothing is prepared of: its container is only
 * followed.
 *
 * @param id the listener's id
 * @param group the share group, empty if there is none
 * @param state the state of its container
 */
public record ShareListener(String id, String group, ContainerState state) {

}
