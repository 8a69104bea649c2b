/**
 * Reads the arguments of operations, which may be anything.
 */
@NullMarked
package io.steadykafka.endpoint.internal.arguments;

import org.jspecify.annotations.NullMarked;
