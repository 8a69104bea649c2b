/**
 * The fields of the documents, and what docs/operations.md says of them.
 */
@NullMarked
package io.steadykafka.operations.internal.describe.field;

import org.jspecify.annotations.NullMarked;
