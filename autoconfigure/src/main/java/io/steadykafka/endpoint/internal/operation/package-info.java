/**
 * Operations as the endpoint offers them: one class for what has the same service.
 */
@NullMarked
package io.steadykafka.endpoint.internal.operation;

import org.jspecify.annotations.NullMarked;
