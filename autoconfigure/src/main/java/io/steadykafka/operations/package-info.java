/**
 * What people can do about consumers while the application runs.
 */
@NullMarked
package io.steadykafka.operations;

import org.jspecify.annotations.NullMarked;
