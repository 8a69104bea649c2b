/**
 * Samples of committed and log end offsets, and the lag that follows from them.
 */
@NullMarked
package io.steadykafka.lag;

import org.jspecify.annotations.NullMarked;
