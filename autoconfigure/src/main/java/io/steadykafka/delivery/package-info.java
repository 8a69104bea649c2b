/**
 * How much is handed over to a listener between two commits, what is committed when, and
 * which records were seen before.
 */
@NullMarked
package io.steadykafka.delivery;

import org.jspecify.annotations.NullMarked;
