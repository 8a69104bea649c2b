/**
 * Observes rebalances: one {@code Rebalance} out of the callbacks of all members of a
 * listener. Commits are made in {@code delivery}.
 */
@NullMarked
package io.steadykafka.rebalance.internal;

import org.jspecify.annotations.NullMarked;
