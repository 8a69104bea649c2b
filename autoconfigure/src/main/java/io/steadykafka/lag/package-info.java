/**
 * The lag of consumer groups as this application knows it: {@link ConsumerLag}.
 */
@NullMarked
package io.steadykafka.lag;

import org.jspecify.annotations.NullMarked;
