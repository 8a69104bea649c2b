/**
 * Produces what the handlers consume.
 */
@NullMarked
package io.steadykafka.sample.traffic;

import org.jspecify.annotations.NullMarked;
