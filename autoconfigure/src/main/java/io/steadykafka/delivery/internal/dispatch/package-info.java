/**
 * What a listener is given by one poll, and what it does with it.
 */
@NullMarked
package io.steadykafka.delivery.internal.dispatch;

import org.jspecify.annotations.NullMarked;
