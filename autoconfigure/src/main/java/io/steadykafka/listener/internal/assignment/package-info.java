/**
 * Which partitions each member of a listener owns.
 */
@NullMarked
package io.steadykafka.listener.internal.assignment;

import org.jspecify.annotations.NullMarked;
