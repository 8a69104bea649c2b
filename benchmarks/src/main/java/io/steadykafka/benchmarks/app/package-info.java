/**
 * The application that is measured. It does not know the starter.
 */
@NullMarked
package io.steadykafka.benchmarks.app;

import org.jspecify.annotations.NullMarked;
