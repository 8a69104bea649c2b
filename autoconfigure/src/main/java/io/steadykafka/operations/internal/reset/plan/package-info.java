/**
 * Decides where a reset leads, without asking the brokers.
 */
@NullMarked
package io.steadykafka.operations.internal.reset.plan;

import org.jspecify.annotations.NullMarked;
