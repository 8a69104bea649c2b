/**
 * Rebalances of this application's listeners, and their causes.
 */
@NullMarked
package io.steadykafka.rebalance;

import org.jspecify.annotations.NullMarked;
