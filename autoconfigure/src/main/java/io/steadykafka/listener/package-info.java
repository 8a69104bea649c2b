/**
 * Settings of listeners, as the startup report tells them.
 */
@NullMarked
package io.steadykafka.listener;

import org.jspecify.annotations.NullMarked;
