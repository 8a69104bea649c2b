/**
 * Describes groups: what is known in memory, and what brokers answered a short time ago.
 */
@NullMarked
package io.steadykafka.operations.internal.describe;

import org.jspecify.annotations.NullMarked;
