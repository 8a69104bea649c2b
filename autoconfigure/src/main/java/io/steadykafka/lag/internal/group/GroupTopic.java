package io.steadykafka.lag.internal.group;

/**
 * A topic as one consumer group reads it.
 *
 * @param group the group id
 * @param topic the topic
 */
public record GroupTopic(String group, String topic) {

}
