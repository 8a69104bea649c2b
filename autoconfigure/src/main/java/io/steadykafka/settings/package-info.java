/**
 * Safe defaults of a consumer, and the report of which value holds and where it came
 * from.
 */
@NullMarked
package io.steadykafka.settings;

import org.jspecify.annotations.NullMarked;
