/**
 * Operations on records that block a partition.
 */
@NullMarked
package io.steadykafka.operations;

import org.jspecify.annotations.NullMarked;
