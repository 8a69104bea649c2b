/**
 * What is done, what may be committed, and what was.
 */
@NullMarked
package io.steadykafka.delivery.internal.offsets;

import org.jspecify.annotations.NullMarked;
