/**
 * How instances of the application know of each other: through one topic.
 */
@NullMarked
package io.steadykafka.operations.internal.instances;

import org.jspecify.annotations.NullMarked;
