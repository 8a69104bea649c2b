/**
 * Health indicators over the capabilities.
 */
@NullMarked
package io.steadykafka.health;

import org.jspecify.annotations.NullMarked;
