/**
 * How records reach a listener and how their offsets are committed.
 */
@NullMarked
package io.steadykafka.delivery.internal;

import org.jspecify.annotations.NullMarked;
