/**
 * How records reach a listener: what an application can be told of it.
 */
@NullMarked
package io.steadykafka.delivery;

import org.jspecify.annotations.NullMarked;
