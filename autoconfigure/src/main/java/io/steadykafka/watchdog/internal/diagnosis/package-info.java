/**
 * Decides what is wrong with a member, from plain values: knows no other room.
 */
@NullMarked
package io.steadykafka.watchdog.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
