/**
 * Finds members that look healthy and do not consume.
 */
@NullMarked
package io.steadykafka.watchdog.internal;

import org.jspecify.annotations.NullMarked;
