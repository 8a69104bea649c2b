/**
 * Measures what is delivered when: redo after a crash, a slow handler, a backlog.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.delivery;

import org.jspecify.annotations.NullMarked;
