/**
 * The actuator endpoint of groups.
 */
@NullMarked
package io.steadykafka.endpoint.internal;

import org.jspecify.annotations.NullMarked;
