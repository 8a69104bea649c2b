/**
 * Decides what is wrong with a member.
 */
@NullMarked
package io.steadykafka.watchdog.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
