/**
 * How far the members in this application have read.
 */
@NullMarked
package io.steadykafka.lag.internal.progress;

import org.jspecify.annotations.NullMarked;
