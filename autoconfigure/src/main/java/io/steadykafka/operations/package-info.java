/**
 * Describes and operates groups, listeners, offsets and failed records while the
 * application runs.
 * <p>
 * An {@link java.lang.IllegalArgumentException} says which argument is wrong, a
 * {@link java.util.NoSuchElementException} that something does not exist, and an
 * {@link java.lang.IllegalStateException} that it can't be done now. Nothing changed in
 * each of these cases.
 */
@NullMarked
package io.steadykafka.operations;

import org.jspecify.annotations.NullMarked;
