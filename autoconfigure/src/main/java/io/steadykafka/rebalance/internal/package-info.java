/**
 * Makes one record of each rebalance out of the callbacks of all members.
 */
@NullMarked
package io.steadykafka.rebalance.internal;

import org.jspecify.annotations.NullMarked;
