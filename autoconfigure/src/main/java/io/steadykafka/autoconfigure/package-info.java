/**
 * Auto-configuration of the starter.
 */
@NullMarked
package io.steadykafka.autoconfigure;

import org.jspecify.annotations.NullMarked;
