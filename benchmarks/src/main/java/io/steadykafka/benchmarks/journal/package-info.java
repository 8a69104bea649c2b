/**
 * What an application leaves behind for whoever measures it.
 */
@NullMarked
package io.steadykafka.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
