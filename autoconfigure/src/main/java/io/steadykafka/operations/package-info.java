/**
 * What people can do about records that hold up a partition.
 */
@NullMarked
package io.steadykafka.operations;

import org.jspecify.annotations.NullMarked;
