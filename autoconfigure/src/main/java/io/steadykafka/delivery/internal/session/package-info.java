/**
 * One member from its start to its stop: its thread, and the hooks that are called on it.
 */
@NullMarked
package io.steadykafka.delivery.internal.session;

import org.jspecify.annotations.NullMarked;
