/**
 * Keeps failures of the starter's own code away from the consumer's thread.
 */
@NullMarked
package io.steadykafka.containment;

import org.jspecify.annotations.NullMarked;
