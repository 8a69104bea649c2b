/**
 * What was fetched and not delivered yet, by partition.
 */
@NullMarked
package io.steadykafka.delivery.internal.buffer;

import org.jspecify.annotations.NullMarked;
