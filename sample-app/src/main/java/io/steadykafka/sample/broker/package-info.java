/**
 * The Kafka broker inside this application, for whoever has none at hand.
 */
@NullMarked
package io.steadykafka.sample.broker;

import org.jspecify.annotations.NullMarked;
