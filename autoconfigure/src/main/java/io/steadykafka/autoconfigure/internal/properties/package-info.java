/**
 * The properties below {@code steady.kafka}.
 */
@NullMarked
package io.steadykafka.autoconfigure.internal.properties;

import org.jspecify.annotations.NullMarked;
