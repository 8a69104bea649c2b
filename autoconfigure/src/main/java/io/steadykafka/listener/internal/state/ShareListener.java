package io.steadykafka.listener.internal.state;

/**
 * A listener that reads with a share group. It is not prepared, only followed.
 *
 * @param group the share group, empty if there is none
 */
public record ShareListener(String id, String group, ContainerState state) {

}
