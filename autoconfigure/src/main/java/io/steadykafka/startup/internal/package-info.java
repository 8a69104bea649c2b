/**
 * Safe defaults for what the application left open, and the report of all settings.
 */
@NullMarked
package io.steadykafka.startup.internal;

import org.jspecify.annotations.NullMarked;
