package io.steadykafka.sample.topics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sample's topics.
 *
 * @param create whether topics that the cluster lacks are created
 */
@ConfigurationProperties("sample.topics")
record TopicsProperties(@DefaultValue("true") boolean create) {
}
