/**
 * Listener containers as the rest of the starter sees them: what they are, what they own,
 * what state they are in.
 */
@NullMarked
package io.steadykafka.listener;

import org.jspecify.annotations.NullMarked;
