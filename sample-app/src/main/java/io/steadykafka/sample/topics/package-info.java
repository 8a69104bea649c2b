/**
 * The topics, and whether the cluster has them.
 */
@NullMarked
package io.steadykafka.sample.topics;

import org.jspecify.annotations.NullMarked;
