/**
 * Requests to the brokers of one cluster.
 */
@NullMarked
package io.steadykafka.lag.internal.requests;

import org.jspecify.annotations.NullMarked;
