/**
 * Shows the lag in the log.
 */
@NullMarked
package io.steadykafka.sample.lag;

import org.jspecify.annotations.NullMarked;
