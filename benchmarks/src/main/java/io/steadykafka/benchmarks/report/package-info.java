/**
 * The table of results.
 */
@NullMarked
package io.steadykafka.benchmarks.report;

import org.jspecify.annotations.NullMarked;
