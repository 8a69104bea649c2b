/**
 * What several samples tell: speed, trend, time, losses.
 */
@NullMarked
package io.steadykafka.lag.internal.history;

import org.jspecify.annotations.NullMarked;
