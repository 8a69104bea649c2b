/**
 * Compares the starter's lag with other sources: pure, without a broker.
 */
@NullMarked
package io.steadykafka.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
