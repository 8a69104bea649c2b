/**
 * The sampled groups: their options, topics and partitions.
 */
@NullMarked
package io.steadykafka.lag.internal.group;

import org.jspecify.annotations.NullMarked;
