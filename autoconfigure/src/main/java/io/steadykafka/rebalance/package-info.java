/**
 * What rebalances did to each listener.
 */
@NullMarked
package io.steadykafka.rebalance;

import org.jspecify.annotations.NullMarked;
