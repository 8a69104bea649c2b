/**
 * Compares generations of groups in the broker's log with those that members report.
 */
@NullMarked
package io.steadykafka.benchmarks.brokerlog;

import org.jspecify.annotations.NullMarked;
