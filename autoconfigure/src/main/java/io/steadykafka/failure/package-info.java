/**
 * Records that listeners fail on.
 */
@NullMarked
package io.steadykafka.failure;

import org.jspecify.annotations.NullMarked;
