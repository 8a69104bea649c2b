/**
 * Records that retention deleted before their group had read them.
 */
@NullMarked
package io.steadykafka.lag.internal.loss;

import org.jspecify.annotations.NullMarked;
