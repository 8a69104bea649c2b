/**
 * What is compared, and how.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
