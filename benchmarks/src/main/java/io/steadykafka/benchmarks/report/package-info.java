/**
 * The table of what was measured.
 */
@NullMarked
package io.steadykafka.benchmarks.report;

import org.jspecify.annotations.NullMarked;
