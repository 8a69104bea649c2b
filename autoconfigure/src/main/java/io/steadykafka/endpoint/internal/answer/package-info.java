/**
 * Answers of the endpoint over HTTP.
 */
@NullMarked
package io.steadykafka.endpoint.internal.answer;

import org.jspecify.annotations.NullMarked;
