/**
 * What instances found, as they tell each other.
 */
@NullMarked
package io.steadykafka.operations.internal.describe.entry;

import org.jspecify.annotations.NullMarked;
