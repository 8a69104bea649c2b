/**
 * How far groups are behind, as this application knows it.
 */
@NullMarked
package io.steadykafka.lag;

import org.jspecify.annotations.NullMarked;
