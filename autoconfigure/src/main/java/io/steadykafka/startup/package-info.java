/**
 * The startup report: which value holds for each listener, and where it came from.
 */
@NullMarked
package io.steadykafka.startup;

import org.jspecify.annotations.NullMarked;
