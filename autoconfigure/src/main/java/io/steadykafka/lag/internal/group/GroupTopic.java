package io.steadykafka.lag.internal.group;

/**
 * A topic as one consumer group reads it.
 */
public record GroupTopic(String group, String topic) {

}
