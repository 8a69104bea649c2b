/**
 * In which state each listener container is, and why.
 */
@NullMarked
package io.steadykafka.listener.internal.state;

import org.jspecify.annotations.NullMarked;
