/**
 * Samples the lag of groups in the background.
 */
@NullMarked
package io.steadykafka.lag.internal;

import org.jspecify.annotations.NullMarked;
