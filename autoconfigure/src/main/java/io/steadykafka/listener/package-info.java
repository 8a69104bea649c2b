/**
 * Settings of listeners, as the startup report shows them.
 */
@NullMarked
package io.steadykafka.listener;

import org.jspecify.annotations.NullMarked;
