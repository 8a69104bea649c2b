/**
 * Serves the console: a page over the endpoint {@code kafkagroups}, and its assets.
 */
@NullMarked
package io.steadykafka.endpoint.internal.console;

import org.jspecify.annotations.NullMarked;
