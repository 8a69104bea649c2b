/**
 * One sample: what is asked of the brokers, and what they answer.
 */
@NullMarked
package io.steadykafka.lag.internal.sampling;

import org.jspecify.annotations.NullMarked;
