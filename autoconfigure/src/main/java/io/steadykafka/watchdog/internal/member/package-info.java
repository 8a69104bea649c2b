/**
 * The members of a listener as their polls show them, and when they may be restarted.
 */
@NullMarked
package io.steadykafka.watchdog.internal.member;

import org.jspecify.annotations.NullMarked;
