/**
 * Replays dead letters, and shows them.
 */
@NullMarked
package io.steadykafka.operations.internal.replay;

import org.jspecify.annotations.NullMarked;
