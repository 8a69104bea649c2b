/**
 * Listener containers as the other capabilities see them: identity, configuration,
 * preparation.
 */
@NullMarked
package io.steadykafka.listener.internal;

import org.jspecify.annotations.NullMarked;
