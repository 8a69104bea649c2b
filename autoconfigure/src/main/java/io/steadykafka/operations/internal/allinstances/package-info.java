/**
 * Operations that reach all instances of the application.
 */
@NullMarked
package io.steadykafka.operations.internal.allinstances;

import org.jspecify.annotations.NullMarked;
