/**
 * Dead-letter topics and their records, as they are in the log.
 */
@NullMarked
package io.steadykafka.operations.internal.replay.letters;

import org.jspecify.annotations.NullMarked;
