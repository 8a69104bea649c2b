/**
 * What others say of a group's lag beside what the starter says: pure, no broker is
 * asked.
 */
@NullMarked
package io.steadykafka.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
