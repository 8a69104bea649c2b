/**
 * How instances of the application know of each other: through one topic.
 */
@NullMarked
package io.steadykafka.operations.internal.channel;

import org.jspecify.annotations.NullMarked;
