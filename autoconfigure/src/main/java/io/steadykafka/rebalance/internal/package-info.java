/**
 * Makes one {@code Rebalance} out of the callbacks of all members of a listener.
 */
@NullMarked
package io.steadykafka.rebalance.internal;

import org.jspecify.annotations.NullMarked;
