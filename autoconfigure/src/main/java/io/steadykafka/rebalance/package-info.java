/**
 * What rebalances did to each listener, why, and who is told of it.
 */
@NullMarked
package io.steadykafka.rebalance;

import org.jspecify.annotations.NullMarked;
