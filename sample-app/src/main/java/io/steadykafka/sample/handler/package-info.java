/**
 * The listeners, and the switches that make one of them slow or failing.
 */
@NullMarked
package io.steadykafka.sample.handler;

import org.jspecify.annotations.NullMarked;
