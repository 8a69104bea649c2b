/**
 * How operations reach the brokers.
 */
@NullMarked
package io.steadykafka.operations.internal.cluster;

import org.jspecify.annotations.NullMarked;
