/**
 * What is sent and received.
 */
@NullMarked
package io.steadykafka.sample.events;

import org.jspecify.annotations.NullMarked;
