/**
 * What an application records for its measurement.
 */
@NullMarked
package io.steadykafka.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
