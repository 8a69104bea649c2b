/**
 * Members that are dead and look healthy, or alive and do nothing: found without asking a
 * broker, and restarted where that helps.
 */
@NullMarked
package io.steadykafka.watchdog;

import org.jspecify.annotations.NullMarked;
