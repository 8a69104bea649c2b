/**
 * Safe defaults for what the application left open.
 */
@NullMarked
package io.steadykafka.settings.internal;

import org.jspecify.annotations.NullMarked;
