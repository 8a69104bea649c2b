/**
 * Wires the capabilities into a Spring Boot application, and decides nothing else.
 */
@NullMarked
package io.steadykafka.autoconfigure;

import org.jspecify.annotations.NullMarked;
