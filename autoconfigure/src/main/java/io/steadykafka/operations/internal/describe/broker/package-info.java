/**
 * What brokers say of groups, asked at most once a second.
 */
@NullMarked
package io.steadykafka.operations.internal.describe.broker;

import org.jspecify.annotations.NullMarked;
