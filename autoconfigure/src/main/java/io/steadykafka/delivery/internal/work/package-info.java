/**
 * What members did and have in hand, in numbers.
 */
@NullMarked
package io.steadykafka.delivery.internal.work;

import org.jspecify.annotations.NullMarked;
