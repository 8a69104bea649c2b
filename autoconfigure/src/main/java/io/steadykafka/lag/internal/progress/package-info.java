/**
 * How far the members of this application are.
 */
@NullMarked
package io.steadykafka.lag.internal.progress;

import org.jspecify.annotations.NullMarked;
