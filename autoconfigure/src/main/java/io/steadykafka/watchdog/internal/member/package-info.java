/**
 * What the watchdog sees of a member, and how it restarts one.
 */
@NullMarked
package io.steadykafka.watchdog.internal.member;

import org.jspecify.annotations.NullMarked;
