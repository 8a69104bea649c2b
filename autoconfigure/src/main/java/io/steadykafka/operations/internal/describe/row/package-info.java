/**
 * The documents, part by part.
 */
@NullMarked
package io.steadykafka.operations.internal.describe.row;

import org.jspecify.annotations.NullMarked;
